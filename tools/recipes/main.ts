/** `npm run recipes`: see compare-recipes.ts for its options and exit codes. */
import { compareRecipes } from './compare-recipes';

const output = { stdout: (text: string) => void process.stdout.write(text), stderr: (text: string) => void process.stderr.write(text) };

compareRecipes(process.argv.slice(2), output).then((code) => process.exitCode = code, (error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 3;
});
