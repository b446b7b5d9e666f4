  def hide(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor) -> Tensor:
    if torch.gt(torch.size(alive, 0), 0):
      shown = torch.masked_fill(x, torch.logical_not(alive), 0)
    else:
      shown = x
    return shown
  def hold(self: __torch__.Ops,
    now: Tensor,
    before: Tensor,
    alive: Tensor) -> Tensor:
    return torch.where(alive, now, before)
  def advance(self: __torch__.Ops,
    now: Tensor,
    before: Tensor,
    masks: List[Tensor],
    step: int) -> Tensor:
    if torch.gt(torch.len(masks), 0):
      state = torch.where(masks[step], now, before)
    else:
      state = now
    return state
  def embed(self: __torch__.Ops,
    ids: Tensor,
    weight: Tensor) -> Tensor:
    return torch.embedding(weight, torch.squeeze(ids, -1))
  def project(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    weight: Tensor,
    bias: Tensor) -> Tensor:
    return torch.add(torch.matmul((self).hide(x, alive), weight), bias)
  def janet(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    beta: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    masks = torch.unbind(alive, 0)
    steps = torch.unbind((self).project(x, alive, input_weight, bias), 0)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(steps)):
      gates = torch.addmm(steps[i], h, recurrent_weight)
      s, z = torch.chunk(gates, 2, 1)
      keep = torch.mul(torch.sigmoid(s), h)
      next = torch.addcmul(keep, torch.sigmoid(torch.sub(beta, s)), torch.tanh(z))
      h = (self).advance(next, h, masks, i)
      _0 = torch.append(states, h)
    return ((self).hide(torch.stack(states, 0), alive), h)
  def tanh_rnn(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    masks = torch.unbind(alive, 0)
    steps = torch.unbind((self).project(x, alive, input_weight, bias), 0)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(steps)):
      next = torch.tanh(torch.addmm(steps[i], h, recurrent_weight))
      h = (self).advance(next, h, masks, i)
      _0 = torch.append(states, h)
    return ((self).hide(torch.stack(states, 0), alive), h)
  def ind_rnn(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    rectified: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    relu = bool(rectified)
    masks = torch.unbind(alive, 0)
    steps = torch.unbind((self).project(x, alive, input_weight, bias), 0)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(steps)):
      sum = torch.addcmul(steps[i], h, recurrent_weight)
      if relu:
        next = torch.relu(sum)
      else:
        next = torch.tanh(sum)
      h = (self).advance(next, h, masks, i)
      _0 = torch.append(states, h)
    return ((self).hide(torch.stack(states, 0), alive), h)
  def forget_more(self: __torch__.Ops,
    bias: Tensor,
    forget_bias: Tensor) -> Tensor:
    i, j, f, o = torch.chunk(bias, 4, 0)
    return torch.cat([i, j, torch.add(f, forget_bias), o], 0)
  def lstm_gates(self: __torch__.Ops,
    gates: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor]:
    i, j, f, o = torch.chunk(gates, 4, 1)
    kept = torch.mul(torch.sigmoid(f), c)
    cell = torch.addcmul(kept, torch.sigmoid(i), torch.tanh(j))
    return (torch.mul(torch.sigmoid(o), torch.tanh(cell)), cell)
  def lstm(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    forget_bias: Tensor,
    h: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    masks = torch.unbind(alive, 0)
    projected = (self).project(x, alive, input_weight, (self).forget_more(bias, forget_bias))
    steps = torch.unbind(projected, 0)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(steps)):
      next, cell = (self).lstm_gates(torch.addmm(steps[i], h, recurrent_weight), c)
      h = (self).advance(next, h, masks, i)
      c = (self).advance(cell, c, masks, i)
      _0 = torch.append(states, h)
    return ((self).hide(torch.stack(states, 0), alive), h, c)
  def indy_lstm(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    forget_bias: Tensor,
    h: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    masks = torch.unbind(alive, 0)
    projected = (self).project(x, alive, input_weight, (self).forget_more(bias, forget_bias))
    steps = torch.unbind(projected, 0)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(steps)):
      gates = torch.addcmul(steps[i], torch.cat([h, h, h, h], 1), recurrent_weight)
      next, cell = (self).lstm_gates(gates, c)
      h = (self).advance(next, h, masks, i)
      c = (self).advance(cell, c, masks, i)
      _0 = torch.append(states, h)
    return ((self).hide(torch.stack(states, 0), alive), h, c)
  def gru_reset_before(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    units = torch.size(h, 1)
    parts = [torch.mul(units, 2), units]
    masks = torch.unbind(alive, 0)
    projected = (self).project(x, alive, input_weight, bias)
    gate_steps, candidate_steps = torch.split_with_sizes(projected, parts, 2)
    gates = torch.unbind(gate_steps, 0)
    candidates = torch.unbind(candidate_steps, 0)
    gate_weight, candidate_weight = torch.split_with_sizes(recurrent_weight, parts, 1)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(gates)):
      r, u = torch.chunk(torch.sigmoid(torch.addmm(gates[i], h, gate_weight)), 2, 1)
      candidate = torch.tanh(torch.addmm(candidates[i], torch.mul(r, h), candidate_weight))
      h = (self).advance(torch.lerp(candidate, h, u), h, masks, i)
      _0 = torch.append(states, h)
    return ((self).hide(torch.stack(states, 0), alive), h)
  def gru_reset_after(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    recurrent_bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    units = torch.size(h, 1)
    parts = [torch.mul(units, 2), units]
    masks = torch.unbind(alive, 0)
    projected = (self).project(x, alive, input_weight, bias)
    gate_steps, candidate_steps = torch.split_with_sizes(projected, parts, 2)
    gates = torch.unbind(gate_steps, 0)
    candidates = torch.unbind(candidate_steps, 0)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(gates)):
      recurrent = torch.matmul(h, recurrent_weight)
      gate_sum, candidate_sum = torch.split_with_sizes(recurrent, parts, 1)
      r, u = torch.chunk(torch.sigmoid(torch.add(gates[i], gate_sum)), 2, 1)
      reset = torch.mul(r, torch.add(candidate_sum, recurrent_bias))
      candidate = torch.tanh(torch.add(candidates[i], reset))
      h = (self).advance(torch.lerp(candidate, h, u), h, masks, i)
      _0 = torch.append(states, h)
    return ((self).hide(torch.stack(states, 0), alive), h)
  def indy_gru(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    units = torch.size(h, 1)
    parts = [torch.mul(units, 2), units]
    masks = torch.unbind(alive, 0)
    projected = (self).project(x, alive, input_weight, bias)
    gate_steps, candidate_steps = torch.split_with_sizes(projected, parts, 2)
    gates = torch.unbind(gate_steps, 0)
    candidates = torch.unbind(candidate_steps, 0)
    gate_weight, candidate_weight = torch.split_with_sizes(recurrent_weight, parts, 0)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(gates)):
      gate_sum = torch.addcmul(gates[i], torch.cat([h, h], 1), gate_weight)
      r, u = torch.chunk(torch.sigmoid(gate_sum), 2, 1)
      candidate = torch.tanh(torch.addcmul(candidates[i], torch.mul(r, h), candidate_weight))
      h = (self).advance(torch.lerp(candidate, h, u), h, masks, i)
      _0 = torch.append(states, h)
    return ((self).hide(torch.stack(states, 0), alive), h)
  def pool(self: __torch__.Ops,
    added: Tensor,
    forget: Tensor,
    alive: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor]:
    if torch.gt(torch.size(alive, 0), 0):
      keep = torch.masked_fill(forget, torch.logical_not(alive), 1)
    else:
      keep = forget
    adds = torch.unbind((self).hide(added, alive), 0)
    keeps = torch.unbind(keep, 0)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(adds)):
      c = torch.addcmul(adds[i], keeps[i], c)
      _0 = torch.append(states, c)
    return (torch.stack(states, 0), c)
  def qrnn(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    bias: Tensor,
    zoned: Tensor,
    window: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    time = torch.size(x, 0)
    batch = torch.size(x, 1)
    features = torch.size(x, 2)
    width = torch.size(input_weight, 0)
    before = torch.sub(width, 1)
    history = torch.transpose(torch.reshape(window, [batch, before, features]), 0, 1)
    padded = torch.cat([history, (self).hide(x, alive)], 0)
    taps = annotate(List[Tensor], [])
    for k in range(width):
      _0 = torch.append(taps, torch.slice(padded, 0, k, torch.add(k, time), 1))
    kernel = torch.reshape(input_weight, [torch.mul(width, features), torch.size(input_weight, 2)])
    gates = torch.split(torch.add(torch.matmul(torch.cat(taps, 2), kernel), bias), torch.size(c, 1), 2)
    candidate = torch.tanh(gates[0])
    forget = torch.sigmoid(gates[1])
    if torch.gt(torch.size(zoned, 0), 0):
      forget = torch.masked_fill(forget, zoned, 1)
    if torch.gt(torch.len(gates), 3):
      added = torch.mul(torch.sigmoid(gates[3]), candidate)
    else:
      added = torch.sub(candidate, torch.mul(forget, candidate))
    states, last = (self).pool(added, forget, alive, c)
    if torch.gt(torch.len(gates), 2):
      out = torch.mul(torch.sigmoid(gates[2]), states)
    else:
      out = states
    if torch.gt(torch.size(alive, 0), 0):
      lengths = torch.unsqueeze(torch.sum(alive, [0]), 0)
      offsets = torch.arange(before, dtype=4, layout=None, device=ops.prim.device(x), pin_memory=False)
      rows = torch.add(torch.reshape(offsets, [before, 1, 1]), lengths)
      ahead = torch.gather(padded, 0, torch.expand(rows, [before, batch, features]))
    else:
      ahead = torch.slice(padded, 0, time, torch.add(time, before), 1)
    next = torch.reshape(torch.transpose(ahead, 0, 1), [batch, torch.mul(before, features)])
    return ((self).hide(out, alive), next, last)
  def sru_v1(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    bias: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor]:
    projected = torch.matmul((self).hide(x, alive), input_weight)
    candidate, f, r, skip = torch.chunk(projected, 4, 2)
    forget_bias, reset_bias = torch.chunk(bias, 2, 0)
    forget = torch.sigmoid(torch.add(f, forget_bias))
    added = torch.sub(candidate, torch.mul(forget, candidate))
    states, last = (self).pool(added, forget, alive, c)
    out = torch.lerp(skip, torch.tanh(states), torch.sigmoid(torch.add(r, reset_bias)))
    return ((self).hide(out, alive), last)
  def sru(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    alpha: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor]:
    masks = torch.unbind(alive, 0)
    shown = (self).hide(x, alive)
    parts = torch.split(torch.matmul(shown, input_weight), torch.size(c, 1), 2)
    forget_weight, reset_weight = torch.chunk(recurrent_weight, 2, 0)
    forget_bias, reset_bias = torch.chunk(bias, 2, 0)
    candidates = torch.unbind(parts[0], 0)
    forgets = torch.unbind(torch.add(parts[1], forget_bias), 0)
    befores = annotate(List[Tensor], [])
    states = annotate(List[Tensor], [])
    for i in range(torch.len(candidates)):
      _0 = torch.append(befores, c)
      forget = torch.sigmoid(torch.addcmul(forgets[i], c, forget_weight))
      c = (self).advance(torch.lerp(candidates[i], c, forget), c, masks, i)
      _1 = torch.append(states, c)
    resets = torch.addcmul(torch.add(parts[2], reset_bias), torch.stack(befores, 0), reset_weight)
    if torch.gt(torch.len(parts), 3):
      skip = parts[3]
    else:
      skip = torch.mul(shown, alpha)
    out = torch.lerp(skip, torch.stack(states, 0), torch.sigmoid(resets))
    return ((self).hide(out, alive), c)
