import { SessionTag } from './session-tag';
import { checkTagKeys, checkTagValues } from './tags';
import { merged, TrustCondition } from './trust-condition';
import { checkNotEmpty } from '../private/names';
import { Place } from '../private/validation-error';

/** Which tags may be passed is asked where they are passed; which must be, where the role is assumed. */
export function sessionTagsCondition(at: Place, tags: SessionTag[]): TrustCondition {
  const prop = 'sessionTags';
  const keys = tags.map(({ _key }) => _key);
  checkNotEmpty(at, prop, tags, 'leave it out to refuse session tags');
  checkTagKeys(at, prop, keys);
  tags.forEach(({ _key, _values }) => checkTagValues(at, prop, _key, _values));
  return {
    prop,
    block: merged(tags.map(({ _block }) => _block)),
    besides: { action: 'sts:TagSession', block: { 'ForAllValues:StringEquals': { 'aws:TagKeys': keys } } },
    ...(tags.some(({ _required }) => _required) && { consoleObstacle: 'the console cannot pass session tags' }),
  };
}
