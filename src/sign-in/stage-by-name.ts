import { Stage } from 'aws-cdk-lib/core';
import { AccountStage } from './account-stage';
import { AssumableRole } from './assumable-role';

/** The words of each stage. The first match decides, because a name of a stage before production may have the word production. */
const WORDS: [RegExp, AccountStage][] = [
  [/^(non|not)$/, AccountStage.DEVELOPMENT],
  [/^(pre|preprod|preproduction|stage|staging|stg|uat|qa|acceptance|integration|int)$/, AccountStage.STAGING],
  [/^(dev|devel|development|test|testing|sandbox|playground|nonprod|nonproduction)$/, AccountStage.DEVELOPMENT],
  [/^(prod|production|prd|live)$/, AccountStage.PRODUCTION],
];

/** The stage of a role's account, by the names of the account and of the stages around the role. */
export function stageOf({ accountName, scope }: AssumableRole): AccountStage | undefined {
  const stages = scope.node.scopes.filter((construct) => Stage.isStage(construct)).map(({ node }) => node.id);
  return stageByNames([accountName ?? '', ...stages]);
}

/** The stage in names such as `Prod-Workload`, `payments_dev` or `MyStagingStack`. */
function stageByNames(names: string[]): AccountStage | undefined {
  const words = names.flatMap(wordsOf);
  return WORDS.find(([word]) => words.some((candidate) => word.test(candidate)))?.[1];
}

function wordsOf(name: string): string[] {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]/);
}
