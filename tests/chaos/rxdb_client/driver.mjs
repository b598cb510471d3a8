// Does what a test says: one JSON action a line on stdin, one JSON answer a line on stdout.
//
//   {"do": "open", "phone": "a", "url": "http://…", "token": "…", "storage": "memory"}
//   {"do": "knock", "phone": "a", "documents": […]}   {"do": "mend", "phone": "a", "id": …, "changes": {…}}
//   {"do": "online" | "offline" | "close", "phone": "a"}
//   {"do": "sync", "phones": ["a", "b"], "within_ms": 5000}
//   {"do": "report", "phone": "a"}

import { createInterface } from 'node:readline';

import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';

import { Phone } from './phone.mjs';

const stored = {
  memory: getRxStorageMemory(),
  dexie: getRxStorageDexie({ indexedDB, IDBKeyRange }),
};
const storages = Object.fromEntries(
  Object.entries(stored).map(([name, storage]) => [name, wrappedValidateAjvStorage({ storage })]),
);
const phones = new Map();

const actions = {
  async open({ phone, storage, ...options }) {
    phones.set(phone, await Phone.open({ name: phone, storage: storages[storage], ...options }));
  },
  knock: ({ phone, documents }) => phones.get(phone).knock(documents),
  mend: ({ phone, id, changes }) => phones.get(phone).mend(id, changes),
  online: ({ phone }) => phones.get(phone).goOnline(),
  offline: ({ phone }) => phones.get(phone).goOffline(),
  close: ({ phone }) => phones.get(phone).close(),
  sync: ({ phones: names, within_ms }) =>
    Promise.all(names.map((name) => phones.get(name).sync(within_ms))),
  report: ({ phone }) => phones.get(phone).report(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const action = JSON.parse(line);
  try {
    say({ done: (await actions[action.do](action)) ?? null });
  } catch (error) {
    say({ failed: String(error.stack ?? error) });
  }
}
process.exit(0);

function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
