import { useEffect } from 'react';
import { isPlainKey, matchesKeys } from './key-match.ts';
import { currentCommands } from './use-commands.ts';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * Runs the command whose keys are pressed, wherever the focus is. It listens before anything else does, so that a
 * terminal does not swallow them; a plain letter is left to whatever one types into.
 */
export function useCommandKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat) return;
      const typing = isTyping(event.target);
      const meant = currentCommands().filter(
        ({ keys }) => keys !== undefined && matchesKeys(event, keys, isMac) && !(typing && isPlainKey(keys)),
      );
      const pane = paneOf(event.target);
      const command =
        meant.find(
          ({ within, keys = '' }) => within !== undefined && within === pane && !isEditing(event.target, keys),
        ) ?? meant.find(({ within }) => within === undefined);
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      command.run();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

function paneOf(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-pane]')?.dataset.pane : undefined;
}

/** In a field of one line the arrows move through its text, whatever the pane around it does with them. */
function isEditing(target: EventTarget | null, keys: string): boolean {
  return target instanceof HTMLInputElement && keys.includes('Arrow');
}

/** Also inside a dialog or a menu a letter means something else. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]') !== null
  );
}
