import { inventory } from './access-json';
import { DescribedAccess } from './described-access';
import { pictureFile } from './diagram';
import { guideMarkdown } from './markdown';
import { guidePage } from './page';

/** The guide in all its forms, by file name. */
export function guideFiles(title: string, accesses: DescribedAccess[], notes: string[]): Record<string, string> {
  return {
    'index.html': guidePage(title, accesses, notes),
    'guide.md': guideMarkdown(title, accesses, notes),
    'picture.svg': pictureFile(accesses),
    'access.json': inventory(title, accesses),
  };
}
