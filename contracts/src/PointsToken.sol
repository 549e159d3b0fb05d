// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title The token that points are computed for
/// @notice An ERC-20 whose supply is changed by role holders only.
contract PointsToken is ERC20, AccessControl {
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    bytes32 public constant BURNER_ROLE = keccak256("BURNER_ROLE");

    uint8 private immutable _decimals;

    /// @dev `mintMany` got lists of different lengths.
    error LengthMismatch(uint256 recipients, uint256 amounts);

    /// @dev Without an admin nobody could ever mint or grant a role.
    error ZeroAdmin();

    /// @param admin holds all roles at first, and may grant and revoke them
    constructor(string memory name, string memory symbol, uint8 decimals_, address admin) ERC20(name, symbol) {
        require(admin != address(0), ZeroAdmin());
        _decimals = decimals_;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(MINTER_ROLE, admin);
        _grantRole(BURNER_ROLE, admin);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    /// @notice Creates `amount` base units for `to`.
    function mint(address to, uint256 amount) external onlyRole(MINTER_ROLE) {
        _mint(to, amount);
    }

    /// @notice Creates `amounts[i]` base units for each `to[i]`: all of them or none.
    function mintMany(address[] calldata to, uint256[] calldata amounts) external onlyRole(MINTER_ROLE) {
        require(to.length == amounts.length, LengthMismatch(to.length, amounts.length));
        for (uint256 i = 0; i < to.length; ++i) {
            _mint(to[i], amounts[i]);
        }
    }

    /// @notice Destroys `amount` of the caller's own base units.
    function burn(uint256 amount) external onlyRole(BURNER_ROLE) {
        _burn(_msgSender(), amount);
    }

    /// @notice Destroys `amount` base units of `account`, out of the allowance it gave to the caller.
    function burnFrom(address account, uint256 amount) external onlyRole(BURNER_ROLE) {
        _spendAllowance(account, _msgSender(), amount);
        _burn(account, amount);
    }
}
