module.exports = class Client {
  model = 'a';
};
exports = module.exports = require('./other');
