// Reads the output of `npm pack --json` and fails on any file that users of the package do not need.
import { readFileSync } from 'node:fs';

const NEEDED = /^(lib\/.*\.(js|d\.ts)|lib\/permissions\/data\/.*\.json|\.jsii|API\.md|LICENSE|README\.md|package\.json)$/;

const packed = Object.values(JSON.parse(readFileSync(0)))[0].files.map(({ path }) => path);
const needless = packed.filter((path) => !NEEDED.test(path));
const missing = ['lib/index.js', 'lib/index.d.ts', 'lib/permissions/data/iam-actions.json', '.jsii', 'LICENSE', 'README.md'].filter((path) => !packed.includes(path));

console.log(`${packed.length} files`);
[...needless.map((path) => `needless: ${path}`), ...missing.map((path) => `missing: ${path}`)].forEach((line) => console.error(line));
process.exit(needless.length + missing.length > 0 ? 1 : 0);
