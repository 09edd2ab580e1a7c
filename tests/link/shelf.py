"""A shelf in memory, as plain as can be: what `link.increment` keeps between two runs."""

from collections import defaultdict


class MemoryShelf:
    def __init__(self):
        self.records = {}
        self.blocks = defaultdict(set)
        self.too_large = set()
        self.edges = {}
        self.places = {}

    def full(self, keys):
        return self.too_large & set(keys)

    def members(self, keys):
        return [(key, number) for key in set(keys) for number in self.blocks.get(key, ())]

    def rows(self, numbers):
        return [(number, *self.records[number]) for number in set(numbers) if number in self.records]

    def edges_at(self, numbers):
        inside = set(numbers)
        return [(*pair, *found) for pair, found in self.edges.items() if inside & set(pair)]

    def mates(self, numbers):
        of = {self.places[number][0] for number in numbers if number in self.places}
        return [number for number, (component, _) in self.places.items() if component in of]

    def clusters_of(self, numbers):
        return {number: self.places[number][1] for number in numbers if number in self.places}

    def put_rows(self, rows):
        self.records |= {number: (name, record) for number, name, record in rows}

    def put_blocks(self, full, standing, left):
        self.too_large |= set(full)
        for key in left:
            del self.blocks[key]
        for key, number in standing:
            self.blocks[key].add(number)

    def put_edges(self, begun, ended):
        for pair in ended:
            del self.edges[tuple(pair)]
        self.edges |= {(left, right): (score, levels) for left, right, score, levels in begun}

    def put_clusters(self, members):
        self.places |= {number: (component, cluster) for number, component, cluster in members}
