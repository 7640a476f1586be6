export { type Connection, connect } from './connection.ts';
export { ConnectProblem } from './transport.ts';
