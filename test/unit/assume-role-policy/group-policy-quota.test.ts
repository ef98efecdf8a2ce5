/** The policies left for the roles of trusting accounts, within IAM's quotas of 5,120 characters inline and ten managed policies. */
import { App, Stack } from 'aws-cdk-lib';
import { Group, Policy } from 'aws-cdk-lib/aws-iam';
import { availablePolicySlots } from '../../../src/assume-role-policy/group-policy-quota';
import { policyOfSize } from '../../support/policies-of-size';

/** A group with an inline policy of this size in characters; without one for 0. */
function groupWith(inline: number): Group {
  const group = new Group(new Stack(new App(), 'Stack'), 'Group');
  if (inline > 0) {
    new Policy(group, 'Own', { document: policyOfSize(inline) });
  }
  return group;
}

const inline = (id: string, size: number) => ({ id, isInline: true, size });
const managed = (number: number) => ({ id: `AssumeRoles${number}`, isInline: false, size: 6144 });

test.each<[string, number, number, object[]]>([
  ['nothing', 0, 8, [inline('AssumeRole', 3072), managed(1), managed(2), inline('AssumeRoleRest', 2048)]],
  ['all managed policies', 0, 10, [inline('AssumeRole', 3072), inline('AssumeRoleRest', 2048)]],
  ['more managed policies than it may', 0, 11, [inline('AssumeRole', 3072), inline('AssumeRoleRest', 2048)]],
  ['an inline policy', 1120, 9, [inline('AssumeRole', 3072), managed(1), inline('AssumeRoleRest', 928)]],
  ['an inline policy that takes more than half', 3120, 9, [inline('AssumeRole', 2000), managed(1), inline('AssumeRoleRest', 0)]],
])('a group that has %s', (_, characters, attached, rooms) => {
  expect(availablePolicySlots(groupWith(characters), attached)).toEqual(rooms);
});
