// One phone: four collections, each replicated by itself.

import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';

import { connect } from './connection.mjs';
import { drop, giveAgain, pullHandler, pushHandler } from './handlers.mjs';
import { collections } from './schemas.mjs';

const RETRY_MS = 40;
const PAGE = 50;
const PUSH_BATCH = 40;

export class Phone {
  /** Open what lies in `storage` under `name`; `url` and `token` say which server and who. */
  static async open({ name, url, token, storage, page = PAGE, batch = PUSH_BATCH }) {
    const phone = new Phone();
    phone.database = await createRxDatabase({ name, storage, multiInstance: false });
    await phone.database.addCollections(collections);
    phone.acknowledged = new Set();
    phone.errors = [];
    phone.replications = phone.replicate(connect({ url, token }), page, batch);
    return phone;
  }

  replicate(ask, page, batch) {
    const push = this.listening(pushHandler(ask));
    return Object.values(this.database.collections).map((collection) => {
      const isOurs = collection.name === 'knocks';
      const unseen = isOurs ? giveAgain(push) : drop;
      const replication = replicateRxCollection({
        collection,
        replicationIdentifier: `stoop-${collection.name}`,
        retryTime: RETRY_MS,
        live: true,
        autoStart: false,
        pull: { handler: pullHandler(ask, collection, unseen), batchSize: page },
        ...(isOurs && { push: { handler: push, batchSize: batch } }),
      });
      replication.error$.subscribe((error) => this.errors.push(reason(error)));
      return replication;
    });
  }

  /** Note which knocks the server said it has: what a test holds it to. */
  listening(push) {
    return async (rows) => {
      const answer = await push(rows);
      rows.forEach(({ newDocumentState }) => this.acknowledged.add(newDocumentState.id));
      return answer;
    };
  }

  /** Write knocks down, as the app does at the tap. */
  async knock(documents) {
    const fresh = { revision: 0, sync_state: 'new', sync_error: null };
    await this.database.knocks.bulkInsert(documents.map((one) => ({ ...fresh, ...one })));
  }

  /** Put a knock right that came back, under its own id. */
  async mend(id, changes) {
    const document = await this.database.knocks.findOne(id).exec(true);
    await document.incrementalPatch({ ...changes, sync_state: 'new', sync_error: null });
  }

  async goOnline() {
    await Promise.all(this.replications.map((replication) => replication.start()));
  }

  async goOffline() {
    await Promise.all(this.replications.map((replication) => replication.pause()));
  }

  /** Pull and push once more, for at most `withinMs`; true when everything is in sync. */
  async sync(withinMs) {
    this.replications.forEach((replication) => replication.reSync());
    const settled = Promise.all(this.replications.map((one) => one.awaitInSync()));
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, withinMs, false);
    });
    const isInSync = await Promise.race([settled.then(() => true), late]);
    clearTimeout(timer);
    return isInSync;
  }

  /** All that is held, by collection and id, and what was acknowledged. */
  async report() {
    const held = {};
    for (const [name, collection] of Object.entries(this.database.collections)) {
      const documents = await collection.find().exec();
      held[name] = Object.fromEntries(documents.map((one) => [one.id, one.toJSON()]));
    }
    return { held, acknowledged: [...this.acknowledged], errors: this.errors.slice(-20) };
  }

  async close() {
    await this.database.close();
  }
}

function reason(error) {
  const [first] = error.parameters?.errors ?? [];
  return first?.message ?? error.message;
}
