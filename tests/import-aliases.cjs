const path = require('node:path');

/** Kit's aliases in the form that dependency-cruiser reads (it does not follow the generated tsconfig's paths). */
const root = path.join(__dirname, '..');

module.exports = {
  resolve: { alias: { $lib: path.join(root, 'src/lib'), $workers: path.join(root, 'workers') } }
};
