import type * as Electron from 'electron';
import { GuardedEmitter } from './guard.ts';
import { originOf } from './schemes.ts';

/** Electron's WebFrameMain, of which a window here has one: the preload runs in no other. */
export class FrameDouble
  extends GuardedEmitter
  implements
    Pick<
      Electron.WebFrameMain,
      'url' | 'origin' | 'name' | 'detached' | 'processId' | 'routingId' | 'frameTreeNodeId' | 'isDestroyed'
    >
{
  url = '';
  readonly name = '';
  readonly detached = false;
  readonly parent = null;
  readonly routingId = 1;
  readonly processId: number;
  readonly frameTreeNodeId: number;

  constructor(contentsId: number) {
    super('WebFrameMain', ['dom-ready']);
    this.processId = contentsId + 1;
    this.frameTreeNodeId = contentsId;
  }

  get origin(): string {
    return this.url === '' ? 'null' : originOf(this.url);
  }

  get top(): this {
    return this;
  }

  get frames(): readonly FrameDouble[] {
    return [];
  }

  get framesInSubtree(): readonly FrameDouble[] {
    return [this];
  }

  isDestroyed(): boolean {
    return false;
  }
}
