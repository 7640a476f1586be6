import {
  Bell,
  BellOff,
  BookOpen,
  CirclePlay,
  Columns3,
  DatabaseBackup,
  FileInput,
  Keyboard,
  LayoutPanelLeft,
  Palette,
  Plug,
  RotateCcw,
  Search,
  SearchCheck,
  Settings,
  Siren,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { Command } from '../commands/index.ts';
import { backUp } from '../features/home/index.ts';
import type { WarRoomStore } from '../store/index.ts';
import { stepTextScale } from './appearance.ts';
import { focusNextPane, focusPaneNamed, isPaneCovered } from './focus-pane.ts';
import { focusToasts } from './focus-toasts.ts';
import { paneIds, paneNames } from './pane-names.ts';

/** What can be done wherever one is. */
export function appCommands(store: WarRoomStore): readonly Command[] {
  const show =
    (kind: 'palette' | 'search' | 'keys' | 'declare' | 'settings' | 'connect' | 'import' | 'recordings' | 'library') =>
    () =>
      store.getState().showOverlay({ kind });
  const scaleText = (by: 1 | -1) => () => {
    const { settings, updateSettings } = store.getState();
    if (settings) void updateSettings({ textScale: stepTextScale(settings.textScale, by) });
  };
  return [
    {
      id: 'app.palette',
      title: 'Search or run a command',
      group: 'Application',
      keys: 'Mod+K',
      icon: Search,
      run: show('palette'),
    },
    {
      id: 'app.search',
      title: 'Search all incidents',
      group: 'Go to',
      keys: 'Mod+Shift+F',
      icon: SearchCheck,
      keywords: ['find', 'entries', 'words', 'history'],
      run: show('search'),
    },
    {
      id: 'transcripts.open',
      title: 'Recordings …',
      group: 'Terminals',
      icon: CirclePlay,
      keywords: ['transcripts', 'play', 'asciicast', 'output', 'search'],
      run: show('recordings'),
    },
    {
      id: 'runbook.library',
      title: 'Runbook library …',
      group: 'Runbook',
      keys: 'Mod+Shift+L',
      icon: BookOpen,
      keywords: ['attach', 'choose', 'playbook', 'steps'],
      run: show('library'),
    },
    {
      id: 'app.backup',
      title: 'Back up now',
      group: 'Application',
      icon: DatabaseBackup,
      keywords: ['record', 'journal', 'copy', 'save'],
      run: () => void backUp(store),
    },
    {
      id: 'app.keys',
      title: 'Show the keys',
      group: 'Application',
      keys: '?',
      icon: Keyboard,
      keywords: ['help', 'shortcuts'],
      run: show('keys'),
    },
    {
      id: 'app.notices',
      title: 'Go to the notices',
      group: 'Application',
      keys: 'Shift+F8',
      icon: Bell,
      keywords: ['toast', 'notification'],
      run: focusToasts,
    },
    {
      id: 'app.notices.dismiss',
      title: 'Dismiss all notices',
      group: 'Application',
      icon: BellOff,
      keywords: ['toast', 'notification', 'close'],
      run: () => store.getState().dismissAllToasts(),
    },
    {
      id: 'app.settings',
      title: 'Settings',
      group: 'Application',
      keys: 'Mod+,',
      icon: Settings,
      keywords: ['zone', 'name', 'preferences'],
      run: show('settings'),
    },
    {
      id: 'app.declare',
      title: 'Declare an incident',
      group: 'Incident',
      keys: 'Mod+Shift+D',
      icon: Siren,
      keywords: ['new'],
      run: show('declare'),
    },
    {
      id: 'app.import',
      title: 'Import an incident …',
      group: 'Incident',
      icon: FileInput,
      keywords: ['file', 'json', 'load', 'open'],
      run: show('import'),
    },
    {
      id: 'metrics.connect',
      title: 'Connect Prometheus',
      group: 'Metrics',
      icon: Plug,
      keywords: ['source', 'metrics'],
      run: show('connect'),
    },
    ...(['dark', 'light', 'system'] as const).map(
      (theme): Command => ({
        id: `app.theme.${theme}`,
        title: theme === 'system' ? 'Appearance: as the system' : `Appearance: ${theme}`,
        group: 'Application',
        icon: Palette,
        keywords: ['theme', 'mode'],
        run: () => void store.getState().updateSettings({ theme }),
      }),
    ),
    {
      id: 'app.text.larger',
      title: 'Larger text',
      group: 'Application',
      icon: ZoomIn,
      keywords: ['zoom', 'size'],
      run: scaleText(1),
    },
    {
      id: 'app.text.smaller',
      title: 'Smaller text',
      group: 'Application',
      icon: ZoomOut,
      keywords: ['zoom', 'size'],
      run: scaleText(-1),
    },
  ];
}

/** What can be done with the panes of an incident. */
export function paneCommands(store: WarRoomStore): readonly Command[] {
  const state = () => store.getState();
  return [
    { id: 'panes.next', title: 'Next pane', group: 'Panes', keys: 'F6', icon: Columns3, run: () => focusNextPane(1) },
    {
      id: 'panes.previous',
      title: 'Previous pane',
      group: 'Panes',
      keys: 'Shift+F6',
      icon: Columns3,
      run: () => focusNextPane(-1),
    },
    ...paneIds.map(
      (pane, index): Command => ({
        id: `panes.focus.${pane}`,
        title: `Go to ${paneNames[pane]}`,
        group: 'Panes',
        keys: `Mod+${index + 1}`,
        run: () => {
          if (state().layout.collapsed.includes(pane)) state().togglePane(pane);
          if (isPaneCovered(pane)) state().hidePanel();
          // After it is open.
          setTimeout(() => focusPaneNamed(pane));
        },
      }),
    ),
    ...paneIds.map(
      (pane): Command => ({
        id: `panes.fold.${pane}`,
        title: `Fold or open ${paneNames[pane]}`,
        group: 'Panes',
        icon: LayoutPanelLeft,
        keywords: ['collapse', 'hide', 'show'],
        run: () => state().togglePane(pane),
      }),
    ),
    ...(['metrics', 'terminals', 'timeline'] as const).flatMap((column): Command[] =>
      ([-1, 1] as const).map((by) => ({
        id: `panes.move.${column}.${by}`,
        title: `Move the ${paneNames[column]} column ${by === -1 ? 'left' : 'right'}`,
        group: 'Panes',
        icon: Columns3,
        keywords: ['swap', 'order'],
        run: () => state().moveColumn(column, by),
      })),
    ),
    { id: 'panes.reset', title: 'Reset the layout', group: 'Panes', icon: RotateCcw, run: () => state().resetLayout() },
  ];
}
