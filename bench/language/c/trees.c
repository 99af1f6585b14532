// C twin of trees.ts: the same algorithm, with malloc and free.
#include <stdio.h>
#include <stdlib.h>

typedef struct TreeNode { struct TreeNode *left, *right; } TreeNode;

static TreeNode *build(int depth) {
  TreeNode *node = malloc(sizeof *node);
  if (node == NULL) abort();
  if (depth == 0) {
    node->left = node->right = NULL;
  } else {
    node->left = build(depth - 1);
    node->right = build(depth - 1);
  }
  return node;
}

static long count(const TreeNode *node) {
  if (node->left == NULL || node->right == NULL) return 1;
  return 1 + count(node->left) + count(node->right);
}

static void drop(TreeNode *node) {
  if (node->left != NULL) {
    drop(node->left);
    drop(node->right);
  }
  free(node);
}

static long build_and_count(int depth) {
  TreeNode *tree = build(depth);
  long nodes = count(tree);
  drop(tree);
  return nodes;
}

enum { MIN_DEPTH = 4 };

int main(int argc, char **argv) {
  int max_depth = argc > 1 ? atoi(argv[1]) : 10;
  printf("stretch tree of depth %d, nodes: %ld\n", max_depth + 1, build_and_count(max_depth + 1));
  TreeNode *long_lived = build(max_depth);
  for (int depth = MIN_DEPTH; depth <= max_depth; depth += 4) {
    long iterations = 1L << (max_depth - depth + MIN_DEPTH);
    long nodes = 0;
    for (long i = 0; i < iterations; i++) nodes += build_and_count(depth);
    printf("%ld trees of depth %d, nodes: %ld\n", iterations, depth, nodes);
  }
  printf("long lived tree of depth %d, nodes: %ld\n", max_depth, count(long_lived));
  drop(long_lived);
  return 0;
}
