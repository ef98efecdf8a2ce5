import { AccessDescription } from './access-description';
import { accessJson } from './access-json';
import { diagramFile } from './diagram';
import { guideMarkdown } from './markdown';
import { guidePage } from './page';

/** The files of the guide, by file name. */
export function guideFiles(title: string, accesses: AccessDescription[], notes: string[]): Record<string, string> {
  return {
    'index.html': guidePage(title, accesses, notes),
    'guide.md': guideMarkdown(title, accesses, notes),
    'picture.svg': diagramFile(accesses),
    'access.json': accessJson(title, accesses),
  };
}
