// All that stock RxDB needs to be a full client: how to pull, and how to push.
//
//   replicateRxCollection({ collection, pull: { handler: pullHandler(ask, collection, drop) } })
//   replicateRxCollection({
//     collection: knocks,
//     push: { handler: pushHandler(ask) },
//     pull: { handler: pullHandler(ask, knocks, giveAgain(pushHandler(ask))) },
//   })
//
// A handler that throws is called again by RxDB with the same arguments, until it does not.

import { TooLarge } from './connection.mjs';
import { stateHash } from './state_hash.mjs';

/**
 * Pull pages of one collection. With each round goes the hash of what is held; where it is not
 * what should be held, the server begins from the start, as it does for a checkpoint it does not
 * know. At the end of such a full pull `unseen` gets what is held here and was not told of, and
 * returns what to add to the page.
 */
export function pullHandler(ask, collection, unseen) {
  let seen = null; // ids a full pull told of, while one is under way
  let isMore = false; // a page that was full is not written yet when the next one is asked for
  return async (checkpoint, limit) => {
    const held = (await collection.find().exec()).map((document) => document.toJSON());
    // A full pull that was cut short by a restart begins again: what it had seen is forgotten.
    const from = checkpoint?.backfill && !seen ? undefined : checkpoint;
    const query = new URLSearchParams({ checkpoint: from ? JSON.stringify(from) : '', limit });
    const headers = isMore ? {} : { 'X-Sync-State-Hash': await stateHash(held) };
    const { body, headers: told } = await ask(`${collection.name}/pull?${query}`, { headers });
    if (isFromTheStart(from, body, told.get('X-Sync-Epoch'))) seen = new Set();
    body.documents.forEach(({ id }) => seen?.add(id));
    isMore = body.documents.length === limit;
    if (isMore || !seen) return body;
    const added = await unseen(held.filter(({ id }) => !seen.has(id)));
    seen = null;
    return { ...body, documents: [...body.documents, ...added] };
  };
}

function isFromTheStart(from, { documents, checkpoint }, epoch) {
  const isKnown = from && from.epoch === epoch && from.scope === checkpoint.scope;
  return !isKnown || checkpoint.seq < from.seq + (documents.length > 0);
}

/** What the server owns and does not tell of any more goes. */
export function drop(documents) {
  return documents.map(({ id }) => ({ id, _deleted: true }));
}

/** A knock the server does not tell of is given again, never dropped: a restored backup lost it. */
export function giveAgain(push) {
  return async (documents) => {
    await push(documents.map((document) => ({ newDocumentState: { ...document, _deleted: false } })));
    return [];
  };
}

/** Push knocks, in halves when they are too many; resolves to those that wait for a person. */
export function pushHandler(ask) {
  return async function push(rows) {
    if (rows.length === 0) return [];
    try {
      return (await ask('knocks/push', { body: rows })).body;
    } catch (error) {
      if (!(error instanceof TooLarge) || rows.length === 1) throw error;
      const half = Math.ceil(rows.length / 2);
      return [...(await push(rows.slice(0, half))), ...(await push(rows.slice(half)))];
    }
  };
}
