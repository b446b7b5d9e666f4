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
    return torch.add_(torch.matmul((self).hide(x, alive), weight), bias)
  def affine(self: __torch__.Ops,
    x: Tensor,
    weight: Tensor,
    bias: Tensor) -> Tensor:
    rows = torch.addmm(bias, torch.flatten(x, 0, 1), weight)
    return torch.unflatten(rows, 0, [torch.size(x, 0), torch.size(x, 1)])
  def plus_product(self: __torch__.Ops,
    addend: Tensor,
    a: Tensor,
    b: Tensor) -> Tensor:
    if torch.is_grad_enabled():
      total = torch.add_(torch.mul(a, b), addend)
    else:
      total = torch.addcmul(addend, a, b)
    return total
  def for_each(self: __torch__.Ops,
    row: Tensor,
    state: Tensor) -> Tensor:
    return torch.contiguous(torch.expand(row, [torch.size(state, 0), torch.size(row, 0)]))
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
  def in_place(self: __torch__.Ops,
    alive: Tensor,
    h: Tensor) -> bool:
    wide = torch.__or__(torch.eq(ops.prim.dtype(h), 6), torch.eq(ops.prim.dtype(h), 7))
    alone = torch.__and__((self).is_whole(alive), torch.__not__(torch.is_grad_enabled()))
    return torch.__and__(wide, alone)
  def is_whole(self: __torch__.Ops,
    alive: Tensor) -> bool:
    return torch.eq(torch.size(alive, 0), 0)
  def is_whole_on_gpu(self: __torch__.Ops,
    alive: Tensor,
    h: Tensor) -> bool:
    return torch.__and__(ops.prim.is_cuda(h), (self).is_whole(alive))
  def like_states(self: __torch__.Ops,
    x: Tensor,
    h: Tensor) -> Tensor:
    return torch.new_empty(h, [torch.size(x, 0), torch.size(h, 0), torch.size(h, 1)])
  def halved(self: __torch__.Ops,
    h: Tensor) -> Tensor:
    return torch.mul(torch.add(h, 1), 0.5)
  def unhalved(self: __torch__.Ops,
    states: Tensor,
    last: Tensor) -> Tuple[Tensor, Tensor]:
    h = torch.sub(torch.mul(last, 2), 1)
    return (torch.sub_(torch.mul_(states, 2), 1), h)
  def tanh_rnn(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    masks = torch.unbind(alive, 0)
    weight = torch.mul(recurrent_weight, 4)
    shift = torch.mul(torch.sub(bias, torch.sum(recurrent_weight, 0)), 2)
    projected = (self).affine((self).hide(x, alive), torch.mul(input_weight, 2), shift)
    steps = torch.unbind(projected, 0)
    s = (self).halved(h)
    if (self).in_place(alive, h):
      for i in range(torch.len(steps)):
        s = torch.sigmoid_(torch.addmm_(steps[i], s, weight))
      outputs, last = (self).unhalved(projected, s)
    else:
      states = annotate(List[Tensor], [])
      for i in range(torch.len(steps)):
        next = torch.sigmoid_(torch.addmm(steps[i], s, weight))
        s = (self).advance(next, s, masks, i)
        _0 = torch.append(states, s)
      last = torch.sub(torch.mul(s, 2), 1)
      outputs = (self).hide(torch.sub(torch.mul(torch.stack(states, 0), 2), 1), alive)
    return (outputs, last)
  def activate(self: __torch__.Ops,
    total: Tensor,
    relu: bool) -> Tensor:
    if relu:
      next = torch.relu_(total)
    else:
      next = torch.tanh_(total)
    return next
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
    projected = (self).affine((self).hide(x, alive), input_weight, bias)
    steps = torch.unbind(projected, 0)
    weight = (self).for_each(recurrent_weight, h)
    if (self).in_place(alive, h):
      for i in range(torch.len(steps)):
        h = (self).activate(torch.addcmul_(steps[i], h, weight), relu)
      outputs = projected
      last = torch.clone(h)
    else:
      states = annotate(List[Tensor], [])
      for i in range(torch.len(steps)):
        next = (self).activate((self).plus_product(steps[i], h, weight), relu)
        h = (self).advance(next, h, masks, i)
        _0 = torch.append(states, h)
      outputs = (self).hide(torch.stack(states, 0), alive)
      last = h
    return (outputs, last)
  def candidate_last(self: __torch__.Ops,
    weight: Tensor) -> Tensor:
    i, j, f, o = torch.chunk(weight, 4, -1)
    return torch.cat([i, f, o, j], -1)
  def lstm_project(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    weight: Tensor,
    bias: Tensor,
    forget_bias: Tensor) -> Tensor:
    i, j, f, o = torch.chunk(bias, 4, 0)
    sums = torch.cat([i, torch.add(f, forget_bias), o, j], 0)
    return (self).affine((self).hide(x, alive), (self).candidate_last(weight), sums)
  def lstm_gates(self: __torch__.Ops,
    sums: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor]:
    units = torch.size(c, 1)
    gates, candidate = torch.split_with_sizes(sums, [torch.mul(units, 3), units], 1)
    i, f, o = torch.chunk(torch.sigmoid(gates), 3, 1)
    cell = (self).plus_product(torch.mul(f, c), i, torch.tanh(candidate))
    return (torch.mul(o, torch.tanh(cell)), cell)
  def doubled_last(self: __torch__.Ops,
    weight: Tensor) -> Tensor:
    i, j, f, o = torch.chunk(weight, 4, -1)
    return torch.cat([i, f, o, torch.mul(j, 2)], -1)
  def lstm_doubled_project(self: __torch__.Ops,
    x: Tensor,
    weight: Tensor,
    bias: Tensor,
    forget_bias: Tensor) -> Tensor:
    i, j, f, o = torch.chunk(bias, 4, 0)
    sums = torch.cat([i, torch.add(f, forget_bias), o, torch.mul(j, 2)], 0)
    return (self).affine(x, (self).doubled_last(weight), sums)
  def lstm_over(self: __torch__.Ops,
    sums: Tensor,
    doubled: Tensor,
    negative: Tensor) -> Tensor:
    i, f, o, z = torch.chunk(torch.sigmoid_(sums), 4, 1)
    cell = torch.sub_(torch.addcmul_(torch.mul_(doubled, f), i, z, value=4), i, alpha=2)
    _0 = torch.addcmul(o, o, torch.sigmoid(cell), value=-2, out=negative)
    return cell
  def lstm_is_fused(self: __torch__.Ops,
    steps: int,
    alive: Tensor,
    h: Tensor) -> bool:
    plain = torch.__and__(torch.eq(ops.prim.dtype(h), 6), torch.__not__(ops.prim.is_cuda(h)))
    whole = torch.__and__((self).is_whole(alive), torch.is_grad_enabled())
    small = torch.__and__(torch.ge(steps, 4), torch.le(torch.size(h, 0), 64))
    return torch.__and__(torch.__and__(plain, whole), small)
  def lstm_rows(self: __torch__.Ops,
    weight: Tensor) -> Tensor:
    i, j, f, o = torch.chunk(weight, 4, 1)
    return torch.cat([torch.t(i), torch.t(f), torch.t(j), torch.t(o)], 0)
  def lstm_fused(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    forget_bias: Tensor,
    h: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    i, j, f, o = torch.chunk(bias, 4, 0)
    sums = torch.cat([i, torch.add(f, forget_bias), j, o], 0)
    rows = [(self).lstm_rows(input_weight), (self).lstm_rows(recurrent_weight), sums, torch.zeros_like(sums)]
    state = [torch.unsqueeze(h, 0), torch.unsqueeze(c, 0)]
    outputs, last, cell = torch.lstm(x, state, rows, True, 1, 0., True, False, False)
    return (outputs, torch.squeeze(last, 0), torch.squeeze(cell, 0))
  def lstm(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    forget_bias: Tensor,
    h: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    if (self).is_whole_on_gpu(alive, h):
      outputs, last, cell = (self).lstm_on_gpu(x, input_weight, recurrent_weight, bias, forget_bias, h, c)
    elif (self).lstm_is_fused(torch.size(x, 0), alive, h):
      outputs, last, cell = (self).lstm_fused(x, input_weight, recurrent_weight, bias, forget_bias, h, c)
    elif (self).in_place(alive, h):
      outputs, last, cell = (self).lstm_in_place(x, input_weight, recurrent_weight, bias, forget_bias, h, c)
    else:
      outputs, last, cell = (self).lstm_loop(x, alive, input_weight, recurrent_weight, bias, forget_bias, h, c)
    return (outputs, last, cell)
  def candidate_third(self: __torch__.Ops,
    weight: Tensor) -> Tensor:
    i, j, f, o = torch.chunk(weight, 4, -1)
    return torch.cat([i, f, j, o], -1)
  def lstm_on_gpu(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    forget_bias: Tensor,
    h: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    i, j, f, o = torch.chunk(bias, 4, 0)
    sums = torch.cat([i, torch.add(f, forget_bias), j, o], 0)
    steps = torch.unbind((self).affine(x, (self).candidate_third(input_weight), sums), 0)
    weight = (self).candidate_third(recurrent_weight)
    states = annotate(List[Tensor], [])
    for t in range(torch.len(steps)):
      h, c, gates = torch._thnn_fused_lstm_cell(steps[t], torch.mm(h, weight), c)
      _0 = torch.append(states, h)
    return (torch.stack(states, 0), h, c)
  def lstm_in_place(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    forget_bias: Tensor,
    h: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    steps = torch.unbind((self).lstm_doubled_project(x, input_weight, bias, forget_bias), 0)
    weight = (self).doubled_last(recurrent_weight)
    outputs = (self).like_states(x, h)
    negatives = torch.unbind(outputs, 0)
    negative = torch.neg(h)
    doubled = torch.mul(c, 2)
    for t in range(torch.len(steps)):
      doubled = (self).lstm_over(torch.addmm_(steps[t], negative, weight, beta=1, alpha=-1), doubled, negatives[t])
      negative = negatives[t]
    last = torch.neg(negative)
    return (torch.neg_(outputs), last, torch.mul(doubled, 0.5))
  def lstm_loop(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    forget_bias: Tensor,
    h: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    masks = torch.unbind(alive, 0)
    projected = (self).lstm_project(x, alive, input_weight, bias, forget_bias)
    weight = (self).candidate_last(recurrent_weight)
    steps = torch.unbind(projected, 0)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(steps)):
      next, cell = (self).lstm_gates(torch.addmm(steps[i], h, weight), c)
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
    if (self).in_place(alive, h):
      outputs, last, cell = (self).indy_lstm_in_place(x, input_weight, recurrent_weight, bias, forget_bias, h, c)
    else:
      outputs, last, cell = (self).indy_lstm_loop(x, alive, input_weight, recurrent_weight, bias, forget_bias, h, c)
    return (outputs, last, cell)
  def indy_lstm_in_place(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    forget_bias: Tensor,
    h: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    each = [4, torch.size(h, 1)]
    projected = (self).lstm_doubled_project(x, input_weight, bias, forget_bias)
    steps = torch.unbind(torch.unflatten(projected, 2, each), 0)
    weight = torch.unflatten((self).doubled_last(recurrent_weight), 0, each)
    outputs = (self).like_states(x, h)
    negatives = torch.unbind(outputs, 0)
    negative = torch.neg(h)
    doubled = torch.mul(c, 2)
    for t in range(torch.len(steps)):
      sums = torch.addcmul_(steps[t], torch.unsqueeze(negative, 1), weight, value=-1)
      doubled = (self).lstm_over(torch.flatten(sums, 1, 2), doubled, negatives[t])
      negative = negatives[t]
    last = torch.neg(negative)
    return (torch.neg_(outputs), last, torch.mul(doubled, 0.5))
  def indy_lstm_loop(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    forget_bias: Tensor,
    h: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    masks = torch.unbind(alive, 0)
    projected = (self).lstm_project(x, alive, input_weight, bias, forget_bias)
    each = [4, torch.size(h, 1)]
    steps = torch.unbind(torch.unflatten(projected, 2, each), 0)
    weight = torch.unflatten((self).candidate_last(recurrent_weight), 0, each)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(steps)):
      sums = (self).plus_product(steps[i], torch.unsqueeze(h, 1), weight)
      next, cell = (self).lstm_gates(torch.flatten(sums, 1, 2), c)
      h = (self).advance(next, h, masks, i)
      c = (self).advance(cell, c, masks, i)
      _0 = torch.append(states, h)
    return ((self).hide(torch.stack(states, 0), alive), h, c)
  def gru_doubled(self: __torch__.Ops,
    projected: Tensor,
    units: int) -> Tuple[List[Tensor], List[Tensor]]:
    gates, candidates = torch.split_with_sizes(projected, [torch.mul(units, 2), units], 2)
    return (torch.unbind(gates, 0), torch.unbind(torch.mul_(candidates, 2), 0))
  def gru_reset_before(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    if (self).in_place(alive, h):
      outputs, last = (self).gru_reset_before_in_place(x, input_weight, recurrent_weight, bias, h)
    else:
      outputs, last = (self).gru_reset_before_loop(x, alive, input_weight, recurrent_weight, bias, h)
    return (outputs, last)
  def gru_reset_before_in_place(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    units = torch.size(h, 1)
    gate_weight, candidate_weight = torch.split_with_sizes(recurrent_weight, [torch.mul(units, 2), units], 1)
    gate_bias, candidate_bias = torch.split_with_sizes(bias, [torch.mul(units, 2), units], 0)
    shift = torch.cat([torch.sub(gate_bias, torch.sum(gate_weight, 0)), candidate_bias], 0)
    gates, candidates = (self).gru_doubled((self).affine(x, input_weight, shift), units)
    outputs = (self).like_states(x, h)
    states = torch.unbind(outputs, 0)
    s = (self).halved(h)
    for t in range(torch.len(gates)):
      r, u = torch.chunk(torch.sigmoid_(torch.addmm_(gates[t], s, gate_weight, beta=1, alpha=2)), 2, 1)
      negative = torch.addcmul(r, r, s, value=-2)
      z = torch.sigmoid_(torch.addmm_(candidates[t], negative, candidate_weight, beta=1, alpha=-2))
      s = torch.lerp(z, s, u, out=states[t])
    return (self).unhalved(outputs, s)
  def gru_reset_before_loop(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    units = torch.size(h, 1)
    parts = [torch.mul(units, 2), units]
    masks = torch.unbind(alive, 0)
    projected = (self).affine((self).hide(x, alive), input_weight, bias)
    gate_steps, candidate_steps = torch.split_with_sizes(projected, parts, 2)
    gates = torch.unbind(gate_steps, 0)
    candidates = torch.unbind(candidate_steps, 0)
    gate_weight, candidate_weight = torch.split_with_sizes(recurrent_weight, parts, 1)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(gates)):
      r, u = torch.chunk(torch.sigmoid_(torch.addmm(gates[i], h, gate_weight)), 2, 1)
      candidate = torch.tanh_(torch.addmm(candidates[i], torch.mul(r, h), candidate_weight))
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
    if (self).is_whole_on_gpu(alive, h):
      outputs, last = (self).gru_reset_after_on_gpu(x, input_weight, recurrent_weight, bias, recurrent_bias, h)
    elif (self).in_place(alive, h):
      outputs, last = (self).gru_reset_after_in_place(x, input_weight, recurrent_weight, bias, recurrent_bias, h)
    else:
      outputs, last = (self).gru_reset_after_loop(x, alive, input_weight, recurrent_weight, bias, recurrent_bias, h)
    return (outputs, last)
  def gru_reset_after_on_gpu(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    recurrent_bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    steps = torch.unbind((self).affine(x, input_weight, bias), 0)
    none = torch.new_zeros(recurrent_bias, [torch.mul(torch.size(h, 1), 2)])
    shift = torch.cat([none, recurrent_bias], 0)
    states = annotate(List[Tensor], [])
    for t in range(torch.len(steps)):
      h, gates = torch._thnn_fused_gru_cell(steps[t], torch.addmm(shift, h, recurrent_weight), h)
      _0 = torch.append(states, h)
    return (torch.stack(states, 0), h)
  def gru_reset_after_in_place(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    recurrent_bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    units = torch.size(h, 1)
    parts = [torch.mul(units, 2), units]
    gate_shift, candidate_shift = torch.split_with_sizes(torch.neg(torch.sum(recurrent_weight, 0)), parts, 0)
    shift = torch.cat([gate_shift, torch.add(candidate_shift, recurrent_bias)], 0)
    gates, candidates = (self).gru_doubled((self).affine(x, input_weight, bias), units)
    outputs = (self).like_states(x, h)
    states = torch.unbind(outputs, 0)
    s = (self).halved(h)
    for t in range(torch.len(gates)):
      recurrent = torch.addmm(shift, s, recurrent_weight, beta=1, alpha=2)
      gate_sum, candidate_sum = torch.split_with_sizes(recurrent, parts, 1)
      r, u = torch.chunk(torch.sigmoid_(torch.add_(gates[t], gate_sum)), 2, 1)
      z = torch.sigmoid_(torch.addcmul_(candidates[t], r, candidate_sum, value=2))
      s = torch.lerp(z, s, u, out=states[t])
    return (self).unhalved(outputs, s)
  def gru_reset_after_loop(self: __torch__.Ops,
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
    projected = (self).affine((self).hide(x, alive), input_weight, bias)
    gate_steps, candidate_steps = torch.split_with_sizes(projected, parts, 2)
    gates = torch.unbind(gate_steps, 0)
    candidates = torch.unbind(candidate_steps, 0)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(gates)):
      recurrent = torch.matmul(h, recurrent_weight)
      gate_sum, candidate_sum = torch.split_with_sizes(recurrent, parts, 1)
      r, u = torch.chunk(torch.sigmoid_(torch.add(gates[i], gate_sum)), 2, 1)
      reset = torch.mul(r, torch.add(candidate_sum, recurrent_bias))
      candidate = torch.tanh_(torch.add(candidates[i], reset))
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
    if (self).in_place(alive, h):
      outputs, last = (self).indy_gru_in_place(x, input_weight, recurrent_weight, bias, h)
    else:
      outputs, last = (self).indy_gru_loop(x, alive, input_weight, recurrent_weight, bias, h)
    return (outputs, last)
  def indy_gru_in_place(self: __torch__.Ops,
    x: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    reset_shift, update_shift, candidate_shift = torch.chunk(recurrent_weight, 3, 0)
    shift = torch.cat([reset_shift, update_shift, torch.zeros_like(candidate_shift)], 0)
    projected = (self).affine(x, input_weight, torch.sub(bias, shift))
    resets, updates, candidates = torch.chunk(projected, 3, 2)
    reset_steps = torch.unbind(resets, 0)
    update_steps = torch.unbind(updates, 0)
    candidate_steps = torch.unbind(torch.mul_(candidates, 2), 0)
    reset_weight, update_weight, candidate_weight = torch.chunk((self).for_each(recurrent_weight, h), 3, 1)
    outputs = (self).like_states(x, h)
    states = torch.unbind(outputs, 0)
    s = (self).halved(h)
    for t in range(torch.len(reset_steps)):
      r = torch.sigmoid_(torch.addcmul_(reset_steps[t], s, reset_weight, value=2))
      u = torch.sigmoid_(torch.addcmul_(update_steps[t], s, update_weight, value=2))
      negative = torch.addcmul(r, r, s, value=-2)
      z = torch.sigmoid_(torch.addcmul_(candidate_steps[t], negative, candidate_weight, value=-2))
      s = torch.lerp(z, s, u, out=states[t])
    return (self).unhalved(outputs, s)
  def indy_gru_loop(self: __torch__.Ops,
    x: Tensor,
    alive: Tensor,
    input_weight: Tensor,
    recurrent_weight: Tensor,
    bias: Tensor,
    h: Tensor) -> Tuple[Tensor, Tensor]:
    masks = torch.unbind(alive, 0)
    projected = (self).affine((self).hide(x, alive), input_weight, bias)
    resets, updates, candidates = torch.chunk(projected, 3, 2)
    reset_steps = torch.unbind(resets, 0)
    update_steps = torch.unbind(updates, 0)
    candidate_steps = torch.unbind(candidates, 0)
    reset_weight, update_weight, candidate_weight = torch.chunk((self).for_each(recurrent_weight, h), 3, 1)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(reset_steps)):
      r = torch.sigmoid_((self).plus_product(reset_steps[i], h, reset_weight))
      u = torch.sigmoid_((self).plus_product(update_steps[i], h, update_weight))
      candidate = torch.tanh_((self).plus_product(candidate_steps[i], torch.mul(r, h), candidate_weight))
      h = (self).advance(torch.lerp(candidate, h, u), h, masks, i)
      _0 = torch.append(states, h)
    return ((self).hide(torch.stack(states, 0), alive), h)
  def frozen(self: __torch__.Ops,
    forget: Tensor,
    alive: Tensor) -> Tensor:
    if torch.gt(torch.size(alive, 0), 0):
      keep = torch.masked_fill(forget, torch.logical_not(alive), 1)
    else:
      keep = forget
    return keep
  def pool(self: __torch__.Ops,
    candidate: Tensor,
    keep: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor]:
    candidates = torch.unbind(candidate, 0)
    keeps = torch.unbind(keep, 0)
    states = annotate(List[Tensor], [])
    if torch.is_grad_enabled():
      for i in range(torch.len(keeps)):
        c = torch.lerp(candidates[i], c, keeps[i])
        _0 = torch.append(states, c)
      pooled = torch.stack(states, 0)
    else:
      for i in range(torch.len(keeps)):
        c = torch.lerp_(candidates[i], c, keeps[i])
      c = torch.clone(c)
      pooled = candidate
    return (pooled, c)
  def pool_added(self: __torch__.Ops,
    added: Tensor,
    keep: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor]:
    adds = torch.unbind(added, 0)
    keeps = torch.unbind(keep, 0)
    states = annotate(List[Tensor], [])
    for i in range(torch.len(adds)):
      c = (self).plus_product(adds[i], keeps[i], c)
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
    gates = torch.split((self).affine(torch.cat(taps, 2), kernel, bias), torch.size(c, 1), 2)
    candidate = torch.tanh(gates[0])
    forget = torch.sigmoid(gates[1])
    if torch.gt(torch.size(zoned, 0), 0):
      forget = torch.masked_fill(forget, zoned, 1)
    keep = (self).frozen(forget, alive)
    if torch.gt(torch.len(gates), 3):
      added = torch.mul(torch.sigmoid(gates[3]), candidate)
      states, last = (self).pool_added((self).hide(added, alive), keep, c)
    else:
      states, last = (self).pool(candidate, keep, c)
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
    states, last = (self).pool(torch.contiguous(candidate), (self).frozen(forget, alive), c)
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
    weight = (self).for_each(forget_weight, c)
    befores = annotate(List[Tensor], [])
    states = annotate(List[Tensor], [])
    for i in range(torch.len(candidates)):
      _0 = torch.append(befores, c)
      forget = torch.sigmoid_((self).plus_product(forgets[i], c, weight))
      c = (self).advance(torch.lerp(candidates[i], c, forget), c, masks, i)
      _1 = torch.append(states, c)
    resets = (self).plus_product(torch.add(parts[2], reset_bias), torch.stack(befores, 0), reset_weight)
    if torch.gt(torch.len(parts), 3):
      skip = parts[3]
    else:
      skip = torch.mul(shown, alpha)
    out = torch.lerp(skip, torch.stack(states, 0), torch.sigmoid(resets))
    return ((self).hide(out, alive), c)
