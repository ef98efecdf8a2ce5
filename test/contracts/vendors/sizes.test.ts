/** The sizes in docs/permissions.md: the policies that vendors write, and the template with the same in this library. */
import { Template } from 'aws-cdk-lib/assertions';
import { Original, ORIGINALS } from './originals';
import { synthesizedRole } from '../../../tools/levels/role-policies';
import { page } from '../../support/pages';

const bytesOf = (value: object) => JSON.stringify(value).length;

/** The part of the policies that keeps the role read-only: the boundary, unless it is attached, and denials. */
function guardOf({ Resources }: any): number {
  const documents = Object.values<any>(Resources).flatMap(({ Properties: { PolicyDocument, Policies = [] } }) =>
    [...PolicyDocument ? [PolicyDocument] : [], ...Policies.map((inline: any) => inline.PolicyDocument)]);
  const boundary = Object.entries<any>(Resources).filter(([id]) => id.startsWith('RoleBoundary')).map(([, { Properties }]) => Properties.PolicyDocument);
  return [...boundary, ...documents.filter((document) => !boundary.includes(document)).flatMap(({ Statement }) => Statement.filter(({ Effect }: any) => Effect === 'Deny'))]
    .reduce((sum, part) => sum + bytesOf(part), 0);
}

function rowOf({ name, documents, permissions }: Original): string {
  const template = Template.fromStack(synthesizedRole(permissions()).stack).toJSON();
  const [own, all] = [documents.reduce((sum, document) => sum + bytesOf(document), 0), bytesOf(template)];
  return `| ${name} | ${own} | ${all} | ${guardOf(template)} |`;
}

test.each(ORIGINALS.map((original) => [original.name, original] as const))('%s', (_, original) => {
  expect(page('docs/permissions.md').split('\n').filter((line) => line.startsWith(`| ${original.name} |`))).toEqual([rowOf(original)]);
});
