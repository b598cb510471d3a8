// What a phone keeps. Every field the server may send is declared, or a validator refuses it.

const text = { type: 'string' };
const number = { type: 'number' };
const maybe = ({ type }) => ({ type: [type, 'null'] });
const list = { type: 'array' };
const object = { type: 'object' };

const ours = {
  id: { type: 'string', maxLength: 36 },
  revision: number, // 0 until the server has told of it
};

const schema = (properties) => ({
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: { ...ours, ...properties },
  required: ['id'],
});

export const collections = {
  walk_lists: {
    schema: schema({
      number,
      name: text,
      kind: text,
      campaign: text,
      source_code: text,
      loan: object,
      outline: maybe(object),
      streets: list,
      stops: list,
      script: maybe(object),
      fallback_script: maybe(object),
      minutes: number,
      walk_m: number,
      asks_distance: { type: 'boolean' },
      literature: maybe(object),
      mailbox_rule: maybe(object),
    }),
  },
  door_states: { schema: schema({ walk_list: text, door: number, state: text, at: maybe(text) }) },
  notices: {
    schema: schema({
      kind: text,
      walk_list: maybe(text),
      door: maybe(number),
      person: maybe(number),
      text,
      made_at: text,
    }),
  },
  knocks: {
    schema: schema({
      device_seq: maybe(number),
      walk_list: maybe(text),
      door: maybe(number),
      answered: { type: ['boolean', 'null'] },
      results: { type: ['array', 'null'] },
      knocked_at: maybe(text),
      script_version: maybe(number),
      note: maybe(text),
      left_literature: { type: ['boolean', 'null'] },
      come_back_at: maybe(text),
      language_needed: maybe(text),
      batch: maybe(text),
      monotonic_ms: maybe(number),
      supersedes: maybe(text),
      off_m: maybe(number),
      accuracy_m: maybe(number),
      do_not_knock: { type: ['boolean', 'null'] },
      closes_building: { type: ['boolean', 'null'] },
      hazards: { type: ['array', 'null'] },
      access: { type: ['array', 'null'] },
      sync_state: text, // new | applied | held | quarantined | dismissed
      sync_error: maybe(object), // null or {code, message, fixable}
    }),
  },
};
