import { extname } from 'node:path';
import { TextlintKernel } from '@textlint/kernel';
import { FORMATS, WITH_MESSAGES } from './formats';
import { terminology } from './rule';
import { hasMessages } from './sources';

export interface Finding {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const KERNEL = new TextlintKernel();

/** What a text has that `terms.yml` names, in the order in which one reads it; the file's path says what of it is prose. */
export async function lint(filePath: string, text: string): Promise<Finding[]> {
  const ext = hasMessages(filePath) ? WITH_MESSAGES : extname(filePath);
  const { messages } = await KERNEL.lintText(text, {
    ext,
    filePath,
    plugins: FORMATS,
    rules: [{ ruleId: 'terminology', rule: terminology }],
  });
  return messages.map(({ loc: { start: { line, column } }, message }) => ({ line, column, message }));
}
