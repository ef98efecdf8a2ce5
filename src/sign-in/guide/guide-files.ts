import { AccessDescription } from './access-description';
import { accessJson } from './access-json';
import { diagramFile } from './diagram';
import { guideMarkdown } from './markdown';
import { guidePage } from './page';

/** The files of the guide besides those of profiles, by file name. */
export function guideFiles(title: string, accesses: AccessDescription[]): Record<string, string> {
  return {
    'index.html': guidePage(title, accesses),
    'guide.md': guideMarkdown(title, accesses),
    'picture.svg': diagramFile(accesses),
    'access.json': accessJson(title, accesses),
  };
}
