export { connectNats } from './connect.ts';
export type { ConnectOptions } from './connect.ts';
export type { NatsLogin, NatsSettings, NatsTls } from './settings.ts';
