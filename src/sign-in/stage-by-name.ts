import { AccountStage } from './account-stage';

/** Words that people name accounts, stacks and stages by. The first that fits decides: what is before production is none. */
const WORDS: [RegExp, AccountStage][] = [
  [/^(non|not)$/, AccountStage.DEVELOPMENT],
  [/^(pre|preprod|preproduction|stage|staging|stg|uat|qa|acceptance|integration|int)$/, AccountStage.STAGING],
  [/^(dev|devel|development|test|testing|sandbox|playground|nonprod|nonproduction)$/, AccountStage.DEVELOPMENT],
  [/^(prod|production|prd|live)$/, AccountStage.PRODUCTION],
];

/** The stage that a name tells of, such as `Prod-Workload`, `payments_dev` or `MyStagingStack`. */
export function stageOf(names: string[]): AccountStage | undefined {
  const words = names.flatMap(wordsOf);
  return WORDS.find(([word]) => words.some((candidate) => word.test(candidate)))?.[1];
}

function wordsOf(name: string): string[] {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]/);
}
