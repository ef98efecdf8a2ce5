/** Writes the templates of all apps to the golden set of a release. */
import { writeGolden } from './golden';

const [, , release] = process.argv;
if (!/^\d+\.\d+\.\d+$/.test(release ?? '')) {
  console.error('Name the release: npm run golden 0.1.0');
  process.exit(1);
}
writeGolden(release);
