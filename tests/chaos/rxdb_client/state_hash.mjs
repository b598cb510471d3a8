// The sum over what is held, as the server sums it: see canvass/sync/state_hash.py.

const SPACE = 1n << 256n;

/** Sum sha256("id:revision") over `documents` modulo 2^256, as 64 hexadecimal digits. */
export async function stateHash(documents) {
  const told = documents.filter(({ revision }) => revision > 0);
  const digests = await Promise.all(told.map(({ id, revision }) => sha256(`${id}:${revision}`)));
  const sum = digests.reduce((total, digest) => (total + digest) % SPACE, 0n);
  return sum.toString(16).padStart(64, '0');
}

async function sha256(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
