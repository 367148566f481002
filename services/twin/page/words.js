export const byId = (id) => document.getElementById(id);
export const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
export const signed = (value, digits) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
export const duration = (ms) => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds} s`;
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};
export const clock = (timeMs) => new Date(timeMs).toLocaleTimeString(undefined, { hourCycle: 'h23' });
