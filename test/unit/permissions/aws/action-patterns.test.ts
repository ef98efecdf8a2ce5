import { matcherOf, toRegExp } from '../../../../src/permissions/aws/action-patterns';

/** As in IAM, `*` matches any characters, `?` matches one, and case is ignored. */
test.each<[pattern: string, covered: string[], nearest: string[]]>([
  ['GetObject', ['GetObject', 'getobject'], ['GetObjects', 'ForgetObject']],
  ['Get*', ['Get', 'GetObject'], ['Ge', 'ForGet']],
  ['Get?', ['GetA'], ['Get', 'GetAb']],
  ['*', ['', 'GetObject'], []],
  ['**', ['', 'GetObject'], []],
  ['Get**Acl', ['GetAcl', 'GetObjectAcl'], ['GetAc', 'GetAcls']],
  ['Get*?', ['GetA', 'GetAb'], ['Get']],
  ['Get?*', ['GetA', 'GetAb'], ['Get']],
  ['Get*?*Acl', ['Get1Acl', 'GetObjectAcl'], ['GetAcl']],
  ['Get?*?Acl', ['Get12Acl', 'GetObjectAcl'], ['GetAcl', 'Get1Acl']],
  ['Get??', ['GetAb'], ['GetA', 'GetAbc']],
  ['*?*?*', ['ab', 'abc'], ['', 'a']],
  ['Get.$', ['Get.$'], ['GetA', 'Get']],
])('%s', (pattern, covered, nearest) => {
  expect(covered.filter((name) => !toRegExp(pattern).test(name))).toEqual([]);
  expect(nearest.filter((name) => toRegExp(pattern).test(name))).toEqual([]);
});

test.each<[patterns: string[], matched: string[], nearest: string[]]>([
  [['s3:GetObject'], ['s3:GetObject', 'S3:getobject'], ['s3:GetObjectAcl', 's3express:GetObject']],
  [['s3:Get*', 'sqs:ReceiveMessage'], ['s3:GetObject', 'sqs:ReceiveMessage'], ['s3:PutObject', 'sqs:ReceiveMessages', 's3express:GetObject']],
  [['S3:get?bject'], ['s3:GetObject'], ['s3:GetbObject']],
  [['*'], ['s3:GetObject'], []],
  [[], [], ['s3:GetObject']],
])('a matcher of %j', (patterns, matched, nearest) => {
  expect(matched.filter((action) => !matcherOf(patterns)(action))).toEqual([]);
  expect(nearest.filter(matcherOf(patterns))).toEqual([]);
});
