import { PermissionLevel } from './permission-level';

/** The most actions that are listed. The template has them all. */
const MOST = 100;

/** What a level allows and denies in detail, for the people who use the role: its policies, and the actions of its statements. */
export function describeLevel({ policies, statements, denied }: PermissionLevel): string[] {
  const actionsOf = (allows: boolean) => statements.filter((statement) => (statement.effect === 'Allow') === allows).flatMap(({ actions }) => actions);
  return [
    ...policies.map(({ managedPolicyArn }) => `the policy ${managedPolicyArn.split(':policy/').pop()}`),
    ...listed('allows', actionsOf(true)),
    ...listed('denies', [...actionsOf(false), ...denied]),
  ];
}

function listed(verb: string, all: string[]): string[] {
  const actions = [...new Set(all)].sort();
  const more = actions.length - MOST;
  return actions.length === 0 ? [] : [`${verb} ${actions.slice(0, MOST).join(', ')}${more > 0 ? `, and ${more} more` : ''}`];
}
