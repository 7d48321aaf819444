'use strict';
const MODEL = 'anthropic.model';
exports.limit = 4 * 1024;
module.exports.ask = async (prompt) => send(prompt, exports.limit);
module.exports = {
  MODEL,
  renamed: MODEL,
  client: makeClient({ region: 'us-east-1' }),
  ask() {
    return module.exports.client;
  },
  ...require('./more'),
  [computed]: 1,
};
