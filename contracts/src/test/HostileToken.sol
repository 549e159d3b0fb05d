// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title A token that logs whatever it is asked to (for tests)
/// @notice Answers like an ERC-20, but no log of it changes any balance, so that a follower can be shown what an
/// honest token never writes. Anybody may call it.
contract HostileToken {
    event Transfer(address indexed from, address indexed to, uint256 value);

    string public name;
    string public symbol;
    uint8 public immutable decimals;
    uint256 public constant totalSupply = 0;

    /// @dev An EVM log has 0 to 4 topics.
    error TooManyTopics(uint256 topics);

    /// @dev `emitMany` got lists of different lengths.
    error LengthMismatch();

    constructor(string memory name_, string memory symbol_, uint8 decimals_) {
        name = name_;
        symbol = symbol_;
        decimals = decimals_;
    }

    function balanceOf(address) external pure returns (uint256) {
        return 0;
    }

    /// @notice One well-formed Transfer log, however impossible its content.
    function emitTransfer(address from, address to, uint256 value) external {
        emit Transfer(from, to, value);
    }

    /// @notice Many well-formed Transfer logs in one transaction, in the order of the lists.
    function emitMany(address[] calldata from, address[] calldata to, uint256[] calldata value) external {
        require(from.length == to.length && to.length == value.length, LengthMismatch());
        for (uint256 i = 0; i < from.length; ++i) {
            emit Transfer(from[i], to[i], value[i]);
        }
    }

    /// @notice One log with exactly these topics and data.
    function emitRaw(bytes32[] calldata topics, bytes calldata data) external {
        require(topics.length <= 4, TooManyTopics(topics.length));
        assembly ("memory-safe") {
            let memoryData := mload(0x40)
            calldatacopy(memoryData, data.offset, data.length)
            let t := topics.offset
            switch topics.length
            case 0 { log0(memoryData, data.length) }
            case 1 { log1(memoryData, data.length, calldataload(t)) }
            case 2 { log2(memoryData, data.length, calldataload(t), calldataload(add(t, 32))) }
            case 3 {
                log3(memoryData, data.length, calldataload(t), calldataload(add(t, 32)), calldataload(add(t, 64)))
            }
            default {
                log4(
                    memoryData,
                    data.length,
                    calldataload(t),
                    calldataload(add(t, 32)),
                    calldataload(add(t, 64)),
                    calldataload(add(t, 96))
                )
            }
        }
    }
}
