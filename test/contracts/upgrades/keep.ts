/** Keeps the templates of all apps as those of a release. */
import { keep } from './golden';

const [, , release] = process.argv;
if (!/^\d+\.\d+\.\d+$/.test(release ?? '')) {
  console.error('Name the release: npm run golden 0.1.0');
  process.exit(1);
}
keep(release);
