import { Stage } from 'aws-cdk-lib/core';
import { AccountStage } from './account-stage';
import { AssumableRole } from './assumable-role';

const WORDS: Readonly<Record<AccountStage, string[]>> = {
  production: ['prod', 'production', 'prd', 'live'],
  staging: ['pre', 'preprod', 'preproduction', 'stage', 'staging', 'stg', 'uat', 'qa', 'acceptance', 'integration', 'int'],
  development: ['dev', 'devel', 'development', 'test', 'testing', 'sandbox', 'playground', 'nonprod', 'nonproduction'],
};

const STAGE_OF_WORD = new Map(Object.entries(WORDS).flatMap(([stage, words]) => words.map((word) => [word, stage as AccountStage])));

const PRODUCTION = WORDS.production.join('|');
const BEFORE_PRODUCTION = new RegExp(`(?<= )pre (?:${PRODUCTION})(?= )`, 'g');

/** A negated stage, as in `non-prod` or `not a sandbox`. The "not" of `do not touch, production` negates another word. */
const NEGATED = new RegExp(`(?<= )(?:non|not) (?:(?:a|an|for|in|the|yet) )*(${[...STAGE_OF_WORD.keys()].join('|')})(?= )`, 'g');

/** The stage of a role's account: the given one, otherwise by the name of the account, or of the innermost stage around the role that tells it. */
export function stageOf({ accountName = '', accountStage, scope }: AssumableRole): AccountStage | undefined {
  const stages = scope.node.scopes.filter((construct) => Stage.isStage(construct)).map(({ node }) => node.id);
  return accountStage ?? [...stages, accountName].map(stageByName).reduce((outer, inner) => inner ?? outer);
}

/** The stage in a name such as `Prod-Workload`, `payments_dev` or `MyStagingStack`. The last word decides: `QA Tools Prod` is production. */
export function stageByName(name: string): AccountStage | undefined {
  return wordsOf(name).map((word) => STAGE_OF_WORD.get(word)).reduce((earlier, later) => later ?? earlier);
}

/** The words of a name in lower case, in which a stage and the word that changes its meaning are one. */
function wordsOf(name: string): string[] {
  return ` ${name} `
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .replace(BEFORE_PRODUCTION, 'preprod')
    .replace(NEGATED, (_, word) => STAGE_OF_WORD.get(word) === AccountStage.PRODUCTION ? 'nonprod' : '')
    .split(' ');
}
