const SPEED = 10;
const TICK_MS = 100;

/**
 * The time shown, once more and ten times as fast as it was: `start(fromMs, toMs)` begins at its left end, `stop()` ends it, or that `toMs` is reached.
 * `onTick` is told whenever something else is to be drawn.
 */
export function makeReplay(onTick) {
  let window;
  let beganMs = 0;
  let timer;
  const now = () => {
    if (window === undefined) return undefined;
    const atMs = window.fromMs + SPEED * (performance.now() - beganMs);
    return { ...window, atMs: Math.min(atMs, window.toMs) };
  };
  const stop = () => {
    clearInterval(timer);
    window = undefined;
    onTick();
  };
  const start = (fromMs, toMs) => {
    stop();
    window = { fromMs, toMs };
    beganMs = performance.now();
    timer = setInterval(() => (now().atMs < toMs ? onTick() : stop()), TICK_MS);
  };
  return { now, start, stop };
}
