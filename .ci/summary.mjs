// Adds up the test runs' JUnit reports and ends with the line that CI looks for.
import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
const suites = process.argv.slice(2).flatMap((file) => parser.parse(readFileSync(file)).testsuites.testsuite);
const total = (count) => suites.reduce((sum, suite) => sum + Number(suite[count] ?? 0), 0);
const failed = total('failures') + total('errors');
const skipped = total('skipped');

console.log(`${total('tests') - failed - skipped} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 || total('tests') === 0 ? 1 : 0);
