// One request to the server; whatever is no whole answer of ours is none.

const PATIENCE_MS = 20_000;

/** Nothing was heard, or not from us: RxDB waits its `retryTime` and asks again. */
export class NoAnswer extends Error {}

/** Too much at once: send half of it. */
export class TooLarge extends Error {}

/** Return `ask(path, {body, headers})`, which resolves to `{body, headers}` of the answer. */
export function connect({ url, token, now = () => new Date() }) {
  return async function ask(path, { body, headers } = {}) {
    const answer = await fetch(`${url}/api/v1/sync/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        Authorization: `Token ${token}`,
        'Content-Type': 'application/json',
        'X-Client-Schema': '1',
        'X-Sent-At': now().toISOString(),
        ...headers,
      },
      body: body && JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.status === 413) throw new TooLarge();
    if (answer.status === 429 || answer.status === 503) {
      await sleep(1000 * Number(answer.headers.get('Retry-After') ?? 1));
    }
    // A café's sign-in page comes with 200 too, but names no epoch.
    if (answer.status !== 200 || !answer.headers.has('X-Sync-Epoch')) {
      throw new NoAnswer(`${path.split('?')[0]}: ${answer.status}`);
    }
    return { body: await answer.json(), headers: answer.headers };
  };
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
