import './app/no-eval.ts';
import './app/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { NotConnected } from './app/NotConnected.tsx';
import { followRoute } from './app/routing.ts';
import { ConnectProblem, connect } from './rpc/index.ts';
import { createWarRoomStore, followAll, WarRoomProvider } from './store/index.ts';

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root');
const root = createRoot(container);

try {
  const connection = await connect();
  const store = createWarRoomStore(connection.client);
  connection.onStateChange((state, problem) =>
    store.getState().setConnection(
      state === 'connected'
        ? { kind: 'connected' }
        : {
            kind: 'lost',
            since: Date.now(),
            final: problem?.final ?? false,
            ...(problem && { detail: problem.message }),
          },
    ),
  );
  followRoute(store);
  // For as long as the page lives.
  followAll(store, new AbortController().signal);
  root.render(
    <StrictMode>
      <WarRoomProvider store={store} openTerminalChannel={(sessionId) => connection.openTerminalChannel(sessionId)}>
        <App />
      </WarRoomProvider>
    </StrictMode>,
  );
} catch (error) {
  // Not being able to connect is expected; anything else is a bug, and the console has it.
  if (!(error instanceof ConnectProblem)) console.error(error);
  const message = error instanceof ConnectProblem ? error.message : 'The page could not start.';
  root.render(<NotConnected message={message} final={error instanceof ConnectProblem && error.final} />);
}
