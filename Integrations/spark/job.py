"""What spark-submit starts: `spark-submit job.py comments --output found`."""

import sys

from gatepost_spark.__main__ import main

sys.exit(main())
