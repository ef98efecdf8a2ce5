import * as fc from 'fast-check';
import { AccountStage } from '../../../src';
import { stageByName } from '../../../src/sign-in/stage-by-name';

const { PRODUCTION, STAGING, DEVELOPMENT } = AccountStage;

test.each<[string, AccountStage | undefined]>([
  ['Legacy (do not touch) production', PRODUCTION],
  ['Dev Portal Production', PRODUCTION],
  ['QA Tools Prod', PRODUCTION],
])('case 2026-11-22: %s is %s', (name, stage) => {
  expect(stageByName(name)).toBe(stage);
});

describe('the last word of a stage decides', () => {
  test.each<[string, AccountStage | undefined]>([
    ['Production', PRODUCTION], ['prod', PRODUCTION], ['payments-prd', PRODUCTION], ['LiveShop', PRODUCTION],
    ['Test-Prod', PRODUCTION], ['devProd', PRODUCTION], ['Sandbox for the live shop', PRODUCTION],
    ['Production QA', STAGING], ['prod-uat', STAGING], ['Live staging', STAGING],
    ['Prod-Test', DEVELOPMENT], ['production_sandbox', DEVELOPMENT], ['Staging Dev', DEVELOPMENT],
    ['Payments', undefined], ['', undefined], ['  ', undefined], ['42', undefined],
  ])('%s: %s', (name, stage) => {
    expect(stageByName(name)).toBe(stage);
  });
});

describe('before production is not production', () => {
  test.each<[string, AccountStage | undefined]>([
    ['Pre-Production', STAGING], ['pre prod', STAGING], ['PreProd', STAGING], ['preprod', STAGING], ['PREPRODUCTION', STAGING], ['pre-live', STAGING], ['pre', STAGING],
    ['pre-sales production', PRODUCTION], ['Prefix production', PRODUCTION],
  ])('%s: %s', (name, stage) => {
    expect(stageByName(name)).toBe(stage);
  });
});

describe('a negated stage', () => {
  test.each<[string, AccountStage | undefined]>([
    ['not production', DEVELOPMENT], ['non-prod', DEVELOPMENT], ['nonprod', DEVELOPMENT], ['NonProd', DEVELOPMENT], ['NONPROD', DEVELOPMENT],
    ['shop_non_prod', DEVELOPMENT], ['Not-Live', DEVELOPMENT], ['not a production account', DEVELOPMENT], ['not for production', DEVELOPMENT], ['not yet in production', DEVELOPMENT],
    ['prod-nonprod', DEVELOPMENT], ['production (not a sandbox)', PRODUCTION], ['Prod, not for testing', PRODUCTION], ['non-dev', undefined], ['not staging', undefined],
    ['non-pre-prod', undefined], ['staging, not production', DEVELOPMENT], ['not staging, but production', PRODUCTION],
  ])('%s: %s', (name, stage) => {
    expect(stageByName(name)).toBe(stage);
  });

  test.each<[string, AccountStage | undefined]>([
    ['Do not delete: prod', PRODUCTION], ['not to be changed - production', PRODUCTION], ['Canon production', PRODUCTION],
    // The country code of Norway.
    ['Shop-NO-Prod', PRODUCTION],
  ])('needs its negation before it: %s is %s', (name, stage) => {
    expect(stageByName(name)).toBe(stage);
  });
});

describe('words begin and end where people see it', () => {
  test.each<[string, AccountStage | undefined]>([
    ['PRODAccount', PRODUCTION], ['myUATShop', STAGING], ['shop2Dev', DEVELOPMENT], ['prod1', PRODUCTION], ['PROD', PRODUCTION], ['Shop.Prod', PRODUCTION], ['Shop/prod\n', PRODUCTION],
    ['Products', undefined], ['Delivery', undefined], ['Reproduction', undefined], ['Latest', undefined], ['Devices', undefined], ['Print', undefined], ['Backstage', undefined],
    ['prodüktion', undefined], ['pre-prodüktion', STAGING], ['Canonprod', undefined],
  ])('%s: %s', (name, stage) => {
    expect(stageByName(name)).toBe(stage);
  });
});

describe('of any names', () => {
  const names = fc.string({ maxLength: 40 });
  const words = fc.array(fc.constantFrom('Legacy', 'dev', 'QA', 'tools', 'do', 'not', 'touch', 'non', 'pre', 'production', 'test', 'Shop', 'the', '42'), { maxLength: 6 });
  const separators = fc.constantFrom(' ', '-', '_', '.', '/', ' (');
  const production = fc.constantFrom('prod', 'Production', 'PRD', 'live');

  test('one that ends in a word for production, with another word before it, is production', () => {
    fc.assert(fc.property(words, separators, production, (before, separator, word) => {
      expect(stageByName([...before, 'Portal', word].join(separator))).toBe(PRODUCTION);
    }));
  });

  test('one that ends in a negated word for production never is', () => {
    fc.assert(fc.property(words, separators, fc.constantFrom('non', 'not', 'NOT'), production, (before, separator, negation, word) => {
      expect(stageByName([...before, negation, word].join(separator))).toBe(DEVELOPMENT);
    }));
  });

  test('one in capitals has the stage of one in lower case', () => {
    fc.assert(fc.property(fc.oneof(words.map((some) => some.join(' ')), names).map((name) => name.toLowerCase()), (name) => {
      expect(stageByName(name.replace(/[a-z]/g, (letter) => letter.toUpperCase()))).toBe(stageByName(name));
    }));
  });
});
