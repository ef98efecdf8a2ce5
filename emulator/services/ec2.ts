import { Operations } from '../api/operation';

/** No instance can be started here, so that there are none. */
export const EC2: Operations = {
  DescribeInstances: {
    permission: () => ({ action: 'ec2:DescribeInstances', resource: '*' }),
    run: () => ({ reservationSet: [] }),
  },
};
