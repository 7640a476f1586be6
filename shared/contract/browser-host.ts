/** Between the page and the browser host alone: how a WebSocket is admitted (docs/SPEC.md, T13). */

/** Where the page keeps the secret that it got for its launch token; local storage, because cookies ignore ports. */
export const SESSION_SECRET_KEY = 'war-room.session';

/** Close code of a WebSocket whose first frame did not hold the secret. */
export const CLOSE_NOT_ADMITTED = 4401;

/** Answers 204 to a page that is logged in and 401 to one that is not. */
export const SESSION_PATH = '/session';
