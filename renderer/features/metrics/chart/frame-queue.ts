import { useEffect, useId, useState } from 'react';

/**
 * One chart per animation frame: twelve charts redrawn in one go take 130 ms and more, one takes about ten.
 * A chart that is already waiting keeps its place and draws the newest value.
 */
const waiting = new Map<string, () => void>();
let scheduled = false;

function drawNext(): void {
  scheduled = false;
  const first = waiting.entries().next().value;
  if (!first) return;
  const [key, draw] = first;
  waiting.delete(key);
  draw();
  schedule();
}

function schedule(): void {
  if (scheduled || waiting.size === 0) return;
  scheduled = true;
  requestAnimationFrame(drawNext);
}

/** Puts a redraw in line. `key` names the chart. */
export function drawInTurn(key: string, draw: () => void): void {
  waiting.set(key, draw);
  schedule();
}

/** `value`, but a change is only seen when it is this chart's turn to draw. */
export function useInTurn<Value>(value: Value): Value {
  const key = useId();
  const [shown, setShown] = useState(value);
  useEffect(() => {
    drawInTurn(key, () => setShown(value));
    return () => {
      waiting.delete(key);
    };
  }, [key, value]);
  return shown;
}
