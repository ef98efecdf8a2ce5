import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ReadOnlyPermissions } from '../../../../src';
import { actionsCoveredBy, covered, isKnownService, knownServices, knownSince } from '../../../../src/permissions/aws/known-actions';
import { role, synth } from '../../../support/invalid-props';
import { rejectionOf } from '../../../support/validation-messages';

test('* matches the actions of all services', () => {
  const { reads, others } = covered('*');
  const byService = knownServices().map((service) => covered(`${service}:*`));
  expect(reads).toEqual(byService.flatMap((each) => each.reads));
  expect(others).toEqual(byService.flatMap((each) => each.others));
  expect(actionsCoveredBy('*')).toEqual([...reads, ...others]);
  expect([reads.length, others.length].every((count) => count > 5000)).toBe(true);
});

test('an action is a read or a non-read action, in any case', () => {
  expect(covered('s3:getobject')).toEqual({ reads: ['s3:GetObject'], others: [] });
  expect(covered('S3:PutObject')).toEqual({ reads: [], others: ['s3:PutObject'] });
  expect(covered('s4:GetObject')).toEqual({ reads: [], others: [] });
  expect([isKnownService('s3'), isKnownService('s4'), isKnownService('constructor')]).toEqual([true, false, false]);
});

test('the message on an unknown action has the date of the reference', () => {
  const permissions = ReadOnlyPermissions.readOnlyAccess().withDenied('s3:GetObjet');
  expect(knownSince()).toMatch(/^20\d\d-\d\d-\d\d$/);
  expect(rejectionOf(() => synth(role({ permissions }))).problem).toBe(`permissions withDenied() "s3:GetObjet" matches no action known on ${knownSince()}`);
});

test('the message names three of many write actions', () => {
  const permissions = ReadOnlyPermissions.custom({ statements: [new PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] });
  expect(rejectionOf(() => synth(role({ permissions }))).problem)
    .toMatch(/^permissions has a statement with "s3:\*", which matches \d+ non-read actions, such as s3:\w+, s3:\w+, s3:\w+ and \d+ more$/);
});
