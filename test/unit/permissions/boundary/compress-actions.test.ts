import * as fc from 'fast-check';
import { compressActions, compressActionsTersely } from '../../../../src/permissions/boundary/compress-actions';
import { COMPLETE } from '../../../support/complete';

/** Matches a pattern as IAM does: `*` is any characters, and case is ignored. */
function covers(pattern: string, action: string): boolean {
  const [start, ...parts] = pattern.toLowerCase().split('*');
  let rest = action.toLowerCase();
  if (parts.length === 0) {
    return rest === start;
  }
  if (!rest.startsWith(start)) {
    return false;
  }
  rest = rest.slice(start.length);
  return parts.every((part, i) => {
    const at = i === parts.length - 1 ? rest.length - part.length : rest.indexOf(part);
    const found = at >= 0 && rest.startsWith(part, at);
    rest = rest.slice(at + part.length);
    return found;
  });
}

type Case = [what: string, names: string[], others: string[], patterns: string[]];

describe('compressActions()', () => {
  test.each<Case>([
    ['nothing', [], ['GetObject'], []],
    ['nothing of nothing', [], [], []],
    ['one action, in full', ['GetObject'], ['PutObject'], ['s3:GetObject']],
    ['one action with a unique prefix, in full too, so that it does not match what AWS adds later', ['GetObject'], ['PutObject', 'ListBucket'], ['s3:GetObject']],
    ['two actions with one common word, by that word', ['GetObject', 'GetBucket'], ['PutObject'], ['s3:Get*']],
    ['two actions next to one with the same prefix, in full', ['GetObject', 'GetBucket'], ['GetTags'], ['s3:GetObject', 's3:GetBucket']],
    ['two actions with more common words, by the fewest', ['GetObjectAcl', 'GetObjectTagging'], ['PutObject'], ['s3:Get*']],
    ['two actions that need more common words', ['GetObjectAcl', 'GetObjectTagging'], ['GetBucket'], ['s3:GetObject*']],
    ['an action that is a prefix of another, both by one pattern', ['GetObject', 'GetObjectAcl'], ['GetBucket'], ['s3:GetObject*']],
    ['an action that is a prefix of another action that must not match', ['GetObject'], ['GetObjectAcl'], ['s3:GetObject']],
    ['actions that differ in the middle of a word, in full', ['GetObject', 'GetObserver'], ['GetOrder'], ['s3:GetObject', 's3:GetObserver']],
    ['an action whose last word only begins like the other\'s', ['GetJob', 'GetJobs'], ['GetItem'], ['s3:GetJob', 's3:GetJobs']],
    ['abbreviations are words', ['GetMFADevice', 'GetMFAToken'], ['GetMap'], ['s3:GetMFA*']],
    ['words may have digits', ['GetS3Bucket', 'GetS3Object'], ['GetTags'], ['s3:GetS3*']],
    ['an action in capitals', ['GET', 'GETAll'], ['POST'], ['s3:GET*']],
    ['a whole service that has no other action', ['GetObject', 'PutObject'], [], ['s3:*']],
    ['a whole service of one action', ['GetObject'], [], ['s3:*']],
    ['others with the same prefix in another case', ['GetObject', 'GetBucket'], ['getTags'], ['s3:GetObject', 's3:GetBucket']],
  ])('%s', (_, names, others, patterns) => expect(compressActions('s3', names, others)).toEqual(patterns));
});

describe('compressActionsTersely()', () => {
  test.each<Case>([
    ['nothing', [], ['GetObject'], []],
    ['one action, by its first character', ['GetObject'], ['PutObject'], ['s3:G*']],
    ['as many characters as needed', ['GetObject'], ['GetBucket'], ['s3:GetO*']],
    ['an action no longer than a pattern for it, in full', ['Go'], ['List'], ['s3:Go']],
    ['an action one character longer than a pattern for it, by the pattern', ['Got'], ['List'], ['s3:G*']],
    ['an action that is a prefix of another', ['GetObject'], ['GetObjectAcl'], ['s3:GetObject']],
    ['an action that has another as prefix', ['GetObjectAcl'], ['GetObject'], ['s3:GetObjectA*']],
    ['actions with a long common prefix', ['GetObjectAcl', 'GetObjectTagging'], ['GetObject', 'GetObjectVersion'], ['s3:GetObjectA*', 's3:GetObjectT*']],
    ['a whole service that has no other action', ['GetObject'], [], ['s3:*']],
    ['others with the same prefix in another case', ['GetObject'], ['gETBucket'], ['s3:GetO*']],
  ])('%s', (_, names, others, patterns) => expect(compressActionsTersely('s3', names, others)).toEqual(patterns));
});

/** Action names of few words, so that many begin the same. */
const name = fc.array(fc.constantFrom('Get', 'List', 'Object', 'Ob', 'MFA', 'S3', 'Data', 'd', 'A'), { minLength: 1, maxLength: 4 }).map((words) => words.join(''));

const RUNS = { numRuns: COMPLETE ? 3000 : 500 };

/** Some actions of a service and all its others; no two differ in case only. */
const split = fc.uniqueArray(name, { selector: (each) => each.toLowerCase(), maxLength: 25 })
  .chain((all) => fc.tuple(fc.constant(all), fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length })))
  .map(([all, meant]) => ({ names: all.filter((_, i) => meant[i]), others: all.filter((_, i) => !meant[i]) }));

describe.each([['compressActions', compressActions], ['compressActionsTersely', compressActionsTersely]])('for any actions, %s()', (_, patternsFor) => {
  test('matches all of them', () => fc.assert(fc.property(split, ({ names, others }) => {
    const patterns = patternsFor('s3', names, others);
    expect(names.filter((each) => !patterns.some((pattern) => covers(pattern, `s3:${each}`)))).toEqual([]);
  }), RUNS));

  test('matches none of the others, in any case', () => fc.assert(fc.property(split, ({ names, others }) => {
    const patterns = patternsFor('s3', names, others);
    const inAnyCase = others.flatMap((each) => [each, each.toUpperCase(), each.toLowerCase()]);
    expect(inAnyCase.filter((each) => patterns.some((pattern) => covers(pattern, `s3:${each}`)))).toEqual([]);
  }), RUNS));

  test('has no more patterns than actions, none twice, and a wildcard only at the end', () => fc.assert(fc.property(split, ({ names, others }) => {
    const patterns = patternsFor('s3', names, others);
    expect(patterns.length).toBeLessThanOrEqual(names.length);
    expect(new Set(patterns).size).toBe(patterns.length);
    patterns.forEach((pattern) => expect(pattern).toMatch(/^s3:[A-Za-z0-9]*\*?$/));
  }), RUNS));
});

describe('for any actions', () => {
  test('a wildcard of compressActions() follows a whole word, and stands for two actions or more', () => fc.assert(fc.property(split, ({ names, others }) => {
    fc.pre(others.length > 0);
    compressActions('s3', names, others).filter((pattern) => pattern.endsWith('*')).forEach((pattern) => {
      const start = pattern.slice('s3:'.length, -1);
      const endingThere = names.filter((each) => each.startsWith(start) && /^$|^[A-Z]/.test(each.slice(start.length)));
      expect(endingThere.length).toBeGreaterThanOrEqual(2);
    });
  }), RUNS));

  test('compressActionsTersely() is never longer than compressActions(), which is never longer than the names', () => fc.assert(fc.property(split, ({ names, others }) => {
    const size = (texts: string[]) => texts.join().length;
    const inFull = names.map((each) => `s3:${each}`);
    expect(size(compressActions('s3', names, others))).toBeLessThanOrEqual(size(inFull));
    expect(size(compressActionsTersely('s3', names, others))).toBeLessThanOrEqual(size(compressActions('s3', names, others)));
  }), RUNS));
});
