import { SESSION_SECRET_KEY } from '#shared/contract/browser-host.ts';

/** Where a launch link leads. The token is in the fragment, so no request line, log or referrer ever holds it. */
export const LOGIN_PATH = '/login';
export const LOGIN_SCRIPT_PATH = '/login.js';

export const loginPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>War Room</title>
    <script type="module" src="${LOGIN_SCRIPT_PATH}"></script>
  </head>
  <body><main><p id="state">Opening War Room</p></main></body>
</html>
`;

/** Trades the token for the cookie and the secret, and leaves neither in the address bar nor in the history. */
export const loginScript = `const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
history.replaceState(null, '', ${JSON.stringify(LOGIN_PATH)});
const answer = await fetch(${JSON.stringify(LOGIN_PATH)}, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ token }),
});
if (answer.ok) {
  const { secret } = await answer.json();
  localStorage.setItem(${JSON.stringify(SESSION_SECRET_KEY)}, secret);
  location.replace('/');
} else {
  document.getElementById('state').textContent =
    'This link was used already. Run \`war-room\` again for a new one.';
}
`;
