import { accessJson } from './access-json';
import { DescribedAccess } from './described-access';
import { diagramFile } from './diagram';
import { guideMarkdown } from './markdown';
import { guidePage } from './page';

/** The guide in all its forms, by file name. */
export function guideFiles(title: string, accesses: DescribedAccess[], notes: string[]): Record<string, string> {
  return {
    'index.html': guidePage(title, accesses, notes),
    'guide.md': guideMarkdown(title, accesses, notes),
    'picture.svg': diagramFile(accesses),
    'access.json': accessJson(title, accesses),
  };
}
