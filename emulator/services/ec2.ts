import { Operations } from '../api/operation';

/** Instances cannot be started here, so there are none. */
export const EC2: Operations = {
  DescribeInstances: {
    permission: () => ({ action: 'ec2:DescribeInstances', resource: '*' }),
    run: () => ({ reservationSet: [] }),
  },
};
