import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The slowest test files, by the beginnings of their paths. */
const LONGEST = [
  'e2e/many-accounts', 'test/contracts/levels', 'test/contracts/upgrades', 'test/properties/fuzz', 'test/linters/cdk-nag', 'e2e/levels',
  'test/properties/who-may-assume', 'e2e/guide', 'test/decisions/levels', 'test/contracts/docs/examples', 'test/unit/permissions',
];

/** Runs slow files first, so that no worker starts one of them when the others are done. */
export class LongestFirst extends BaseSequencer {
  public async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((path) => moduleId.includes(`/${path}`));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
