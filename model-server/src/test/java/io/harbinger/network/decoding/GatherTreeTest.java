package io.harbinger.network.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatherTreeTest {

  @Test
  void readsTheGoldenTree() {
    int[][] tokens = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {-1, -1, -1}};
    int[][] parents = {{0, 0, 0}, {0, 1, 1}, {2, 1, 2}, {-1, -1, -1}};
    assertThat(GatherTree.of(tokens, parents, 3, 10))
        .isDeepEqualTo(new int[][] {{2, 2, 2}, {6, 5, 6}, {7, 8, 9}, {10, 10, 10}});
  }

  @Test
  void readsTheGoldenTreesOfABatch() {
    int[][] first = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    int[][] firstParents = {{0, 0, 0}, {0, 1, 1}, {2, 1, 2}};
    int[][] second = {{2, 3, 4}, {5, 6, 7}, {8, 9, 10}};
    int[][] secondParents = {{0, 0, 0}, {1, 2, 0}, {2, 1, 1}};
    assertThat(GatherTree.of(first, firstParents, 3, 11))
        .isDeepEqualTo(new int[][] {{2, 2, 2}, {6, 5, 6}, {7, 8, 9}});
    assertThat(GatherTree.of(second, secondParents, 3, 11))
        .isDeepEqualTo(new int[][] {{2, 4, 4}, {7, 6, 6}, {8, 9, 10}});
  }

  @Test
  void fillsASequenceAfterItsFirstEnd() {
    int[][] tokens = {{1, 2}, {0, 5}, {0, 6}};
    int[][] parents = {{0, 0}, {0, 1}, {0, 1}};
    assertThat(GatherTree.of(tokens, parents, 3, 0))
        .isDeepEqualTo(new int[][] {{1, 2}, {0, 5}, {0, 6}});
  }

  @Test
  void followsTheGoldenTrajectory() {
    int[][] values = {
      {25, 12, 114, 89, 97},
      {9, 91, 64, 11, 162},
      {34, 34, 34, 34, 34},
      {2, 4, 2, 2, 4},
      {2, 3, 6, 2, 2},
      {2, 2, 2, 3, 2},
      {2, 2, 2, 2, 2}
    };
    int[][] parents = {
      {0, 0, 0, 0, 0},
      {0, 0, 0, 0, 0},
      {0, 1, 2, 3, 4},
      {0, 0, 1, 2, 1},
      {0, 1, 1, 2, 3},
      {0, 1, 3, 1, 2},
      {0, 1, 2, 3, 4}
    };
    int[][] expected = {
      {25, 25, 25, 25, 25},
      {9, 9, 91, 9, 9},
      {34, 34, 34, 34, 34},
      {2, 4, 2, 4, 4},
      {2, 3, 6, 3, 6},
      {2, 2, 2, 3, 2},
      {2, 2, 2, 2, 2}
    };
    int[] lengths = {4, 6, 4, 7, 6};
    for (int beam = 0; beam < 5; beam++) {
      int[] path = GatherTree.path(parents, 6, beam);
      for (int step = 0; step < lengths[beam]; step++) {
        assertThat(values[step][path[step]]).isEqualTo(expected[step][beam]);
      }
    }
  }
}
