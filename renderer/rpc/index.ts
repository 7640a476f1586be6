export { type Connection, type ConnectionState, connect } from './connection.ts';
export type { TerminalChannel } from './terminal-channel.ts';
export { ConnectProblem } from './transport.ts';
