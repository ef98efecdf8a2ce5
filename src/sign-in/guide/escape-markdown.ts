import { stripBidiControls } from './html';

/** Escapes a text to one line without Markdown or HTML. An invisible character keeps mentions and addresses from becoming links. */
export function escapeMarkdown(text: string): string {
  return stripBidiControls(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()<>#+!|~$&^=-]/g, '\\$&')
    .replace(/@(?=\w)|(?<=\b(?:https?|ftp))(?=:)|(?<=\bwww)(?=\.)/gi, '$&\u2060');
}
