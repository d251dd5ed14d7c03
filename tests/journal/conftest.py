from tests.stories.conftest import *  # noqa: F403
