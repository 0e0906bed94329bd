/** The backend as a library: `smartxpo-consent/server`. */
export { createApp } from './app.ts';
export type { AppOptions } from './app.ts';
export { ConfigError, ENVIRONMENT, portFrom, readConfig } from './config.ts';
export type { Config } from './config.ts';
export { openStore, startServer } from './server.ts';
export type { RunningServer, ServerOptions } from './server.ts';
